using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Receivers and bills made up by chance, the odd ones included.</summary>
internal sealed class SampleParts(Random random, Issuer issuer, DateOnly today)
{
    private static readonly string[] Names =
    [
        "XOCHILT CASAS CHAVEZ", "JOSÉ ÑÁÑEZ PEÑA", "MARÍA  GÜEMES ÓRNELAS", "ÁNGEL D'ARTAGNAN \"EL PATO\" NIÑO",
    ];

    private static readonly string[] Companies =
    [
        "UNIVERSIDAD ROBOTICA ESPAÑOLA", "H & E ABARROTES <LA FUENTE>", "HERRERÍA & ELECTRICOS", "BAÑOS O'FARRILL",
    ];

    private static readonly string[] Texts =
    [
        "Agua & drenaje \"zona <A>\"", "Servicio de años  anteriores", "Reconexión de la toma nº 3",
        "Medición ½ diámetro",
        "Venta de medidor de 13 mm", "Uso de toma\tprovisional", "Água — 水 €", "Línea 'B' > 2",
    ];

    public Random Random => random;

    public Receiver Receiver() => random.Next(4) switch
    {
        0 => Receivers.Named("URE180429TM6", Pick(Companies), "76010", "601", "G03", issuer),
        1 => Receivers.Named("H&E951128469", Pick(Companies), "06002", "601", "G03", issuer),
        2 => Receivers.Named("XAXX010101000", Pick(Names), "", "", "", issuer),
        _ => Receivers.Named("CACX7605101P8", Pick(Names), "76010", "605", "S01", issuer),
    };

    /// <summary>A bill: water by the cubic metre, shares of it, discounts, the total's rounding.</summary>
    /// <param name="number">Series and folio.</param>
    /// <param name="usual">No bill of hundreds of lines.</param>
    public InvoiceFacts Bill(string number, bool usual = false)
    {
        bool domestic = random.Next(2) == 0;
        decimal water = domestic ? 0 : 0.16m;
        List<ChargedLine> lines = [Line(1, "Water", Quantity(), water)];
        if (random.Next(3) > 0)
        {
            lines.Add(Line(2, "Sewerage", 0, 0.16m));
            lines.Add(Line(3, "Treatment", 0, 0.16m));
        }

        int more = !usual && random.Next(50) == 0 ? random.Next(100, 397) : random.Next(4);
        for (int at = 0; at < more; at++)
        {
            decimal rate = random.Next(2) == 0 ? 0.16m : water;
            lines.Add(Line(10 + random.Next(40), Pick(Texts), 0, rate));
        }

        if (random.Next(3) == 0)
        {
            int part = random.Next(1, 60);
            lines.Add(new ChargedLine(4, "Pensioner", 0, new Money(-lines[0].Amount.Centavos * part / 100), water));
        }

        return WithTotal(number, domestic ? "domestic" : "commercial", lines);
    }

    /// <summary>A credit note is of one line or few.</summary>
    public InvoiceFacts Note(string number)
    {
        List<ChargedLine> lines = [Line(1, "Bonificación", 0, random.Next(2) == 0 ? 0.16m : 0)];
        if (random.Next(2) == 0)
        {
            lines.Add(Line(2, "Bonificación", 0, 0.16m));
        }

        return WithTotal(number, "domestic", lines);
    }

    public string Uuid()
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        string text = new Guid(bytes).ToString("D");
        return random.Next(2) == 0 ? text : text.ToUpperInvariant();
    }

    public Money Amount() => new(random.Next(10) == 0 ? random.Next(1, 20) : random.Next(100, 500_000));

    /// <summary>Taxes are rounded line by line, as bills do it; every third total to whole pesos.</summary>
    private InvoiceFacts WithTotal(string number, string use, List<ChargedLine> lines)
    {
        Money total = Money.Zero;
        foreach (IGrouping<decimal, ChargedLine> rate in lines.GroupBy(line => line.TaxRate))
        {
            foreach (ChargedLine line in rate)
            {
                total += line.Amount + Money.FromPesos(line.Amount.Pesos * line.TaxRate);
            }
        }

        if (random.Next(3) == 0)
        {
            Money whole = Money.FromPesos(decimal.Round(total.Pesos, 0, MidpointRounding.AwayFromZero));
            if (whole > Money.Zero)
            {
                lines.Add(new ChargedLine(99, "Rounding", 0, whole - total, 0));
                total = whole;
            }
        }

        return new InvoiceFacts(number, use, today, lines, total);
    }

    private ChargedLine Line(int concept, string name, decimal quantity, decimal rate) =>
        new(concept, name, quantity, Amount(), rate);

    private decimal Quantity() => random.Next(3) switch
    {
        0 => random.Next(1, 200),
        1 => random.Next(1, 100_000_000) / 1_000_000m,
        _ => random.Next(1, 5_000_000) / 100m,
    };

    private string Pick(string[] some) => some[random.Next(some.Length)];
}
