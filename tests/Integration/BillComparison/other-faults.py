"""Extracts that the generator's own command line does not make: of another first period, and with kinds of fault that
it does not plant itself, one at a time or two at once.

Usage: other-faults.py GENERATOR_DIRECTORY OUT CONTRACTS PERIODS SEED FIRST_PERIOD SHARE
SHARE is the share of bills with other faults, or "own" for the generator's own faults.
"""
import datetime as dt, sys
from decimal import Decimal as D

sys.path.insert(0, sys.argv[1])
import generate as g

ONE = {
    'early-tariff': lambda a: a.update(day=dt.date(2026, 3, 1)),
    'wrong-class': lambda a: a.update(tip=1005 if a['tip'] != 1005 else 1006),
    'wrong-class#economic': lambda a: a.update(tip=1002 if a['tip'] != 1002 else 1004),
    'wrong-class#taxed': lambda a: a.update(tip=1007, domestic=False),
    'wrong-class#blocks': lambda a: a.update(tip=900),
    'wrong-consumption': lambda a: a.update(m3=a['m3'] * 10),
    'wrong-consumption#one-more': lambda a: a.update(m3=a['m3'] + 1),
    'wrong-consumption#half': lambda a: a.update(m3=a['m3'] // 2),
    'wrong-units': lambda a: a.update(units=a['units'] + 2),
    'wrong-meter-size': lambda a: a.update(calibre=38 if a['calibre'] != 38 else 13),
    'wrong-days': lambda a: a.update(days=10),
    'concept-omitted': lambda a: a.update(sewer=False),
    'concept-omitted#treatment': lambda a: a.update(treat=False),
    'concept-omitted#both': lambda a: a.update(sewer=False, treat=False),
    'concept-without-service': lambda a: a.update(sewer=True),
    'concept-without-service#treatment': lambda a: a.update(treat=True),
    'discount-added': lambda a: a.update(pensioner=True),
    'vat-omitted': lambda a: a.update(domestic=True),
    'surcharge-added': lambda a: a.update(overdue=D(350)),
    'wrong-surcharge': lambda a: a.update(overdue=a['overdue'] + 100),
    'carry-ignored': lambda a: a.update(carry=D(0)),
    'carry-negated': lambda a: a.update(carry=-a['carry']),
    'wrong-carry': lambda a: a.update(carry=a['carry'] + D('0.37')),
}
PARENTS = ('stale-tariff', 'discount-omitted', 'surcharge-omitted', 'units-ignored')
NEEDS = {
    'early-tariff': lambda c: c['day'] < dt.date(2026, 2, 1),
    'wrong-consumption': lambda c: c['m3'] > 0, 'wrong-consumption#half': lambda c: c['m3'] > 1,
    'wrong-class#blocks': lambda c: not c['pensioner'],  # the generator has no pensioners there
    'wrong-meter-size': lambda c: c['tip'] == 900, 'wrong-days': lambda c: c['tip'] == 900,
    'concept-omitted': lambda c: c['sewer'], 'concept-omitted#treatment': lambda c: c['treat'],
    'concept-omitted#both': lambda c: c['treat'],
    'concept-without-service': lambda c: not c['sewer'],
    'concept-without-service#treatment': lambda c: not c['treat'],
    'discount-added': lambda c: c['domestic'] and not c['pensioner'], 'vat-omitted': lambda c: not c['domestic'],
    'wrong-units': lambda c: c['tip'] != 900, 'wrong-class#taxed': lambda c: c['domestic'],
    'surcharge-added': lambda c: c['overdue'] == 0, 'wrong-surcharge': lambda c: c['overdue'] > 0,
    'carry-negated': lambda c: c['carry'] != 0, 'carry-ignored': lambda c: c['carry'] != 0,
    'stale-tariff': lambda c: c['day'] >= dt.date(2026, 2, 1),
    'discount-omitted': lambda c: c['pensioner'] and c['domestic'],
    'surcharge-omitted': lambda c: c['overdue'] > 0, 'units-ignored': lambda c: c['units'] > 1,
}
NAMES = tuple(ONE) + PARENTS


def clash(one, two):
    """Two faults that change the same fact are no pair."""
    group = lambda n: n.split('#')[0].replace('without-service', 'omitted').replace('units-ignored', 'wrong-units') \
        .replace('early', 'stale').replace('discount-added', 'discount-omitted').replace('carry-ignored', 'wrong-carry') \
        .replace('carry-negated', 'wrong-carry').replace('surcharge-added', 'wrong-surcharge') \
        .replace('surcharge-omitted', 'wrong-surcharge').replace('vat-omitted', 'wrong-class')
    return group(one) == group(two) or {'wrong-class#blocks', 'discount-added'} == {one, two}


class OtherFaults(g.Faults):
    def __init__(self, share): self.share = share

    def choose(self, rnd, ctx):
        if rnd.random() > self.share: return None
        fits = [n for n in NAMES if NEEDS.get(n, lambda c: True)(ctx)]
        one, two = rnd.choice(fits), rnd.choice(fits)
        return one if rnd.random() < .6 or clash(one, two) else one + '+' + two

    def spoil(self, kind, a):
        for name in kind.split('+'):
            if name in ONE: ONE[name](a)
            else: super().spoil(name, a)
        return a


if __name__ == '__main__':
    _generator, out, contracts, periods, seed, first, share = sys.argv[1:]
    g.generate(
        out, int(contracts), int(periods), int(seed), True, None if share == 'own' else OtherFaults(float(share)),
        tuple(int(part) for part in first.split('-')))
