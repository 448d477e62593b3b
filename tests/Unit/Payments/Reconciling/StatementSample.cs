using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;

namespace Strangler.Tests.Unit.Payments.Reconciling;

/// <summary>Payments and lines by chance, with everything that goes wrong between them.</summary>
internal sealed record StatementSample(IReadOnlyList<StatementLine> Lines, IReadOnlyList<FactMoney> Facts)
{
    public static readonly FeeTerms Terms = new(2.9m, new Money(2_50), 16);

    private static readonly DateOnly First = new(2026, 7, 1);

    public static StatementLine Line(
        int number, int day, string pesos, string? reference = null, string? charge = null, string fee = "0",
        string tax = "0")
    {
        Money gross = Of(pesos);
        return new StatementLine(
            new LineKey(1, number), $"n{number}", First.AddDays(day), gross, Of(fee), Of(tax),
            gross - Of(fee) - Of(tax), reference, charge);
    }

    public static FactMoney Fact(
        string key, int day, string pesos, string? reference = null, string? charge = null, char channel = 'O') =>
        new(key, charge, reference, Of(pesos), First.AddDays(day), channel);

    public static StatementSample Random(Random random)
    {
        List<FactMoney> facts = [];
        List<StatementLine> lines = [];
        int count = random.Next(1, 120);
        for (int at = 0; at < count; at++)
        {
            // Few amounts, references and charges: they shall collide.
            int day = random.Next(0, 9);
            Money amount = new((random.Next(1, 8) * 100_00) - (random.Next(6) == 0 ? 800_00 : 0) + random.Next(2));
            string? charge = random.Next(3) == 0 ? null : $"c{random.Next(count)}";
            string? reference = random.Next(4) == 0 ? null : $"r{random.Next(1 + (count / 3))}";
            if (amount == Money.Zero)
            {
                continue;
            }

            facts.Add(new FactMoney($"f{at}", charge, reference, amount, First.AddDays(day), "OSC"[random.Next(3)]));
            AddLine(random, lines, facts[^1]);
        }

        return new StatementSample(lines, facts);
    }

    private static void AddLine(Random random, List<StatementLine> lines, FactMoney fact)
    {
        int copies = random.Next(10) switch { 0 => 0, 1 => 2, _ => 1 };
        for (int copy = 0; copy < copies; copy++)
        {
            Money gross = random.Next(12) == 0 ? fact.Amount + new Money(random.Next(-500, 500)) : fact.Amount;
            bool states = random.Next(2) == 0;
            Cost cost = states || random.Next(4) == 0 ? Terms.Of(fact.Amount, 1) : default;
            Money net = gross - cost.Total + new Money(states ? random.Next(-1, 2) : 0);
            int number = lines.Count + 1;
            lines.Add(new StatementLine(
                new LineKey(random.Next(1, 4), number), $"n{(random.Next(15) == 0 ? number / 2 : number)}",
                fact.Day.AddDays(random.Next(0, 6)), states ? gross : net, states ? cost.Fee : Money.Zero,
                states ? cost.Tax : Money.Zero, net, random.Next(5) == 0 ? null : fact.Reference,
                random.Next(4) == 0 ? null : fact.Charge));
        }
    }

    private static Money Of(string pesos) =>
        Money.FromPesos(decimal.Parse(pesos, System.Globalization.CultureInfo.InvariantCulture));
}
