"""Law 7, for programs that are no Python: they find the sessions of every plan."""

from tests.generated_plans import PLANS
from tests.readers import Asked
from tests.written_plans import disagreements, heard, said

# libical looks at rules with the zones of ICU, if it knows them by name. What ICU has
# on this machine may be older than a country's last change of mind; then only a name
# that ICU does not know lets the zone in the file be heard.
PERHAPS_OUT_OF_DATE = ("America/Nuuk",)


def nameless(program):
    """Read with the names of zones hidden from ICU."""

    def read(asked):
        return program.read([_with_hidden_names(one) for one in asked])

    return read


def _with_hidden_names(asked: Asked) -> Asked:
    text = asked.text.replace("\r\nTZID:", "\r\nTZID:x-").replace(";TZID=", ";TZID=x-")
    return asked._replace(text=text)


def test_programs_find_the_sessions_of_every_plan(reader, program):
    wrong = disagreements(program.read)
    if reader == "libical":
        old = [one for one in wrong if PLANS[one].plan.tz in PERHAPS_OUT_OF_DATE]
        wrong = {one: wrong[one] for one in wrong if one not in old}
        wrong |= disagreements(nameless(program), old)
    assert wrong == {}


def test_programs_find_every_word(program):
    assert heard(program.read) == said()
