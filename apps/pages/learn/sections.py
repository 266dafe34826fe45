"""The Learn page: short sections, each a few sentences and the claims that carry them."""

from dataclasses import dataclass

from apps.pages.learn.evidence import Claim, of_rule, of_rules

RUNNERS, FOOTBALLERS, OPINION = "runners", "shown in footballers", "expert opinion"
ATHLETES = "athletes of several sports"


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    told: tuple[str, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Myth:
    """What is often said, and what is known of it."""

    said: str
    claim: Claim


MUSCLES = Section(
    "muscles",
    "Three long muscles",
    (
        "The hamstrings run behind the thigh from the sit bone to below the knee: two on the "
        "inner side (semimembranosus and semitendinosus) and one on the outer (biceps).",
        "They straighten the hip and bend the knee. As they cross both joints, they are longest "
        "when the hip is bent and the knee nearly straight: in a long stride, a high kick, a deep "
        "bow.",
    ),
    (
        Claim(
            "Straightening the hip works the outer muscle and the deep inner one most, bending "
            "the knee the other inner one. A week needs both.",
            "C",
            ATHLETES,
            ("V79",),
        ),
    ),
)

RUNNING = Section(
    "running",
    "What running does to them",
    (
        "Just before the foot lands, the hamstrings brake the shin that swings forward. That "
        "moment, not the push, is where they work hardest.",
        "So it is speed that loads them, more than distance. Hills and tired legs add to it.",
    ),
    (
        Claim(
            "Late in the swing all three are longest, pull hardest and take up most of the energy.",
            "C",
            RUNNERS,
            ("V19",),
        ),
        Claim(
            "From four fifths of top speed to all of it they get no longer, yet the load on the "
            "outer one rises clearly.",
            "C",
            RUNNERS,
            ("V20", "V21"),
        ),
        Claim(
            "Running uphill asks more of the outer one than running downhill.",
            "C",
            RUNNERS,
            ("V99",),
        ),
        Claim(
            "Players who ran more at high speed in a week than they were used to had strains more "
            "often after it. Total distance made no difference.",
            "B",
            FOOTBALLERS,
            ("V53",),
        ),
        of_rule("P18"),
        Claim(
            "Whether the fibres really lengthen in that moment, or hold while the tendon gives "
            "way like a spring, cannot be measured in a sprint.",
            "X",
            RUNNERS,
            ("V22",),
        ),
    ),
)

WHO = Section(
    "who",
    "How often, and whom",
    (
        "Most runners who are hurt are hurt at the knee, ankle or shin. For the hamstrings the "
        "largest sign is one that lies behind: a strain of earlier.",
    ),
    (
        Claim(
            "A hamstring strain is not among the five most frequent injuries of distance runners.",
            "B",
            RUNNERS,
            ("V93", "V94"),
        ),
        Claim(
            "After any earlier strain the risk of one is about 2.7 times as high, after a recent "
            "one nearly five times.",
            "B",
            ATHLETES,
            ("V17",),
        ),
        Claim(
            "Four of five strains that came back were in the same place, and most came within "
            "the first weeks of sport.",
            "B",
            FOOTBALLERS,
            ("V70",),
        ),
        of_rule("P23"),
        of_rule("S6"),
    ),
)

HELPS = Section(
    "helps",
    "What helps",
    (
        "Strength, little and often; some speed each week rather than none and then much; and "
        "days that differ. None of this makes anyone safe, and each has its limits.",
    ),
    (
        of_rule("P8"),
        Claim(
            "Pooled over trials that drew lots, the effect of the Nordic exercise is uncertain: it "
            "may be large or none.",
            "X",
            FOOTBALLERS,
            ("V2",),
        ),
        *of_rules("P9", "P7"),
        Claim(
            "Exercise programmes for runners, all taken together, did not lower their injuries; "
            "those with someone who watched did.",
            "B",
            RUNNERS,
            ("V87", "V86"),
        ),
        Claim(
            "Two or three strength sessions a week make running cost less energy: 2 to 8 percent "
            "after some months.",
            "B",
            RUNNERS,
            ("V55", "V57"),
        ),
        *of_rules("P24", "P17"),
    ),
)

CARE = Section(
    "care",
    "What to take care of",
    ("The plan keeps these for you and says so beside each item. They are here to be read.",),
    of_rules("S5", "S2", "S4", "S10", "S11", "P16", "S14", "S15"),
)

SIT_BONE = Section(
    "sit-bone",
    "Sore at the sit bone",
    (
        "Pain that came little by little, can be covered with a fingertip at the sit bone, and "
        "grows with sitting, hills and stretching is another matter than a strain. Only someone "
        "who examines you can tell which it is.",
    ),
    (
        of_rule("S13"),
        Claim(
            "Steady, slow strength with the hip nearly straight comes first, the bent hip later; "
            "it takes months rather than weeks.",
            "C",
            OPINION,
            ("V74", "V77"),
        ),
    ),
)

BACK = Section(
    "back",
    "The way back after a strain",
    (
        "Small painless tests open the first run, calm runs open the next step, pain leads a step "
        "back. In studies people were back after two weeks to three months. Your leg decides, "
        "not the calendar.",
    ),
    (
        *of_rules("S3", "S8", "S9"),
        Claim(
            "Strength work with pain up to 4 of 10 was no worse than without any pain, and more "
            "strength was kept. 43 people took part.",
            "B",
            ATHLETES,
            ("V60",),
        ),
        Claim(
            "Beginning to lengthen the muscle on the first day or later made no difference to the "
            "time it took.",
            "B",
            ATHLETES,
            ("V63",),
        ),
    ),
)

SECTIONS = (MUSCLES, RUNNING, WHO, HELPS, CARE, SIT_BONE, BACK)
"""In the order of reading; myths, the doctor and the limits follow them."""

MYTHS = (
    Myth("Stretch before the run, or something tears.", of_rule("P15")),
    Myth(
        "A tight hamstring is a short one.",
        Claim(
            "After fast running it is more often tired than short: less load, gentle movement and "
            "strength come before hard stretching.",
            "C",
            OPINION,
            ("opinion",),
        ),
    ),
    Myth("Never add more than ten percent a week.", of_rule("P1")),
    Myth("Keep the ratio of this week to the last four near 1.", of_rule("P27")),
    Myth("Wait with everything until nothing hurts any more.", of_rule("S4")),
    Myth("What was left out has to be made up for.", of_rule("S16")),
    Myth("The long run must stay under a third of the week.", of_rule("P4")),
    Myth("Four fifths easy is the law.", of_rule("P2")),
)

NOT_REVIEWED = (
    "A physiotherapist and a doctor have not yet reviewed the rules S1 to S5, S9 and S13, the "
    "tests before the first run after a strain, the table of the way back, and the signs that "
    "need a doctor (tables E3, E4 and E6)."
)
LIMITS = (
    "Most of what is known about hamstrings comes from football. A footballer sprints, turns and "
    "kicks; a runner does the same step ten thousand times. Where a study is of footballers, we "
    "say so, and nobody has tried the Nordic exercise in distance runners.",
    "A study can say what happened more often in a group. It cannot say what will happen to you.",
    "Many numbers of the plan are our own choice beside a study, since no study fixed them. Where "
    "good studies disagree we write “contested” and never hold anything back for it alone, except "
    "for one roomy ceiling on the week.",
    "What we knew only from memory, and did not find again in a source, is worded as opinion.",
    "Hamstride never tells what is wrong with a leg, and no plan makes injury impossible.",
)
