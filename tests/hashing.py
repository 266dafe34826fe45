from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's hasher at its lowest cost: a test needs no password that is hard to guess."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


class CountingArgon2(QuickArgon2):
    """Says how often it hashed: what takes the time when somebody signs up."""

    calls = 0

    def encode(self, password: str, salt: str) -> str:
        CountingArgon2.calls += 1
        return super().encode(password, salt)
