"""When to leave an exercise out, in a runner's words, by the catalogue's shorthand."""

from collections.abc import Mapping

LIMITS: Mapping[str, str] = {
    "any pain on slide": "Anything hurts while you slide.",
    "back pain": "Your back hurts.",
    "balance problems: hold a wall": "Balance is hard: hold on to a wall.",
    "bruise": "There is a bruise.",
    "cramp": "The muscle cramps: stop, shake it out, go one step easier.",
    "fresh strain": "A strain is fresh.",
    "hip pinch": "The front of your hip pinches.",
    "knee pain kneeling": "Kneeling hurts your knee; a thick cushion may help.",
    "knee-cap pain": "Your kneecap hurts.",
    "not within 12 weeks of a strain": "You strained the hamstring in the last 12 weeks.",
    "pain > 2/10": "Pain is above 2 out of 10.",
    "pain > 3/10": "Pain is above 3 out of 10.",
    "pain > 4/10": "Pain is above 4 out of 10.",
    "PHT (banned)": "You have sit-bone (tendon) pain: stretching presses on the sore spot.",
    "PHT banned": "You have sit-bone (tendon) pain.",
    "PHT before end of stage 4": "You have sit-bone (tendon) pain and have not finished stage 4.",
    "PHT before stage 2": "You have sit-bone (tendon) pain and are before stage 2.",
    "PHT before stage 3": "You have sit-bone (tendon) pain and are before stage 3.",
    "PHT before stage 4": "You have sit-bone (tendon) pain and are before stage 4.",
    "PHT: choose prone/lying until stage 3": "Sit-bone pain: lie down for it until stage 3.",
    "PHT: small range": "You have sit-bone (tendon) pain: keep the swings small.",
    "recent strain < 12 weeks unless symmetric": "A strain under 12 weeks old; that leg is weaker.",
    "RTR before stage 5": "You are on the way back after a strain and before stage 5.",
    "sit-bone pressure": "The roller would press on the sit bone.",
    "speed gate not passed": "You have not yet run easily and without pain for weeks.",
    "stop before pain": "It hurts: stop each stretch before that point.",
    "strain < 8 weeks": "You strained the hamstring in the last 8 weeks.",
    "suspected clot": "A calf or thigh is swollen, warm and sore: see a doctor today.",
    "tingling": "You feel tingling or numbness down the leg.",
    "within 48 h of high-class strength": "You did heavy strength work in the last 48 hours.",
    "≤ 7 d to race": "Your race is seven days away or less.",
}


def limits(shorthand: str) -> list[str]:
    """The sentences for a catalogue entry such as "cramp; pain > 3/10"; KeyError for a new word."""
    parts = shorthand.replace(", ", "; ").split("; ")
    return [LIMITS[part] for part in parts]
