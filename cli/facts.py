"""Facts as a person reads them: one short line for each type, unconfirmed ones marked."""

from __future__ import annotations

from collections.abc import Iterable

from vault.language import Translator, mark
from vault.model import Fact, FactState, FactType, Money, Role
from vault.wording import FACT_TYPES, FIXED_VALUES, ROLES


def value(fact: Fact, translate: Translator) -> str:
    """Return the value as text: `CNY 1234.50`, a platform's name, a date with a blank for its `T`; codes in words."""
    if isinstance(fact.value, Money):
        return _money(fact.value, translate)
    if fact.type is FactType.PLATFORM:
        return fact.name or fact.value
    if fact.type is FactType.DATE:
        return fact.value.replace("T", " ")
    worded = FIXED_VALUES.get(fact.type, {}).get(fact.value)
    return translate(worded) if worded else fact.value


def _money(value: Money, translate: Translator) -> str:
    """Return an amount as the language writes it."""
    if value.currency == "CNY":
        return translate(mark("CNY {amount}")).format(amount=value.amount)
    return f"{value.currency} {value.amount}"


def is_doubtful(fact: Fact) -> bool:
    """Tell whether two engines read it differently and nobody judged it."""
    return fact.second is not None and fact.state is FactState.PROPOSED


def described(fact: Fact, translate: Translator) -> str:
    """Return the value with its label or role, and `?` while two engines disagree on it."""
    about = fact.label or (translate(ROLES[fact.role]) if fact.role else "")
    about = "" if about == translate(FACT_TYPES[fact.type]) else about
    doubt = " ?" if is_doubtful(fact) else ""
    return (
        value(fact, translate) + (translate(mark(" ({about})")).format(about=about) if about else "") + doubt
    )


def listed(fact: Fact, translate: Translator) -> str:
    """Return the fact as one line of a list: its id, type and value."""
    return f"  {fact.id:<5} {labelled(FACT_TYPES[fact.type], described(fact, translate), translate)}"


def summary(facts: Iterable[Fact], translate: Translator) -> Iterable[str]:
    """Return one line for each type of fact that stands; subjects before platforms merely named."""
    standing = [fact for fact in facts if fact.state is not FactState.REJECTED]
    standing.sort(key=lambda fact: fact.role is Role.NAMED)
    for of_type in FactType:
        told = dict.fromkeys(described(fact, translate) for fact in standing if fact.type is of_type)
        if told:
            yield labelled(FACT_TYPES[of_type], translate(mark(", ")).join(told), translate)


def labelled(label: str, text: str, translate: Translator) -> str:
    """Return `Label: text` with the label translated, and the colon of the language."""
    return f"{translate(label)}{translate(mark(': '))}{text}"
