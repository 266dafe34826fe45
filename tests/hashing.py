from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's hasher at its lowest cost: a test needs no password that is hard to guess."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
