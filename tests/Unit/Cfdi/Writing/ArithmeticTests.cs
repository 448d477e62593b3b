using System.Globalization;
using System.Xml.Linq;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;

namespace Strangler.Tests.Unit.Cfdi.Writing;

/// <summary>Adds the written XML up again, in integers of millionths, knowing nothing of how it was built.</summary>
public sealed class ArithmeticTests
{
    private const int Seed = 77;

    [Fact]
    public void Lines_taxes_and_totals_of_written_documents_are_exact()
    {
        HashSet<string> kinds = [];
        foreach ((string kind, CfdiDocument _, SealedCfdi cfdi) in SatFiles.Sealed(SatFiles.Documents, Seed))
        {
            kinds.Add(kind);
            using MemoryStream stream = new(cfdi.Xml);
            XElement root = XDocument.Load(stream).Root!;
            if (kind[0] == 'P')
            {
                CheckPayments(root, kind);
            }
            else
            {
                CheckLines(root, kind);
            }
        }

        Assert.Equal(8, kinds.Count);
    }

    private static void CheckLines(XElement root, string kind)
    {
        Int128 amounts = 0;
        Int128 discounts = 0;
        SortedDictionary<Int128, (Int128 Base, Int128 Tax)> sums = [];
        foreach (XElement line in Named(root, "Concepto"))
        {
            Int128 amount = Millionths(line, "Importe");
            Int128 product = Millionths(line, "Cantidad") * Millionths(line, "ValorUnitario");
            Assert.True(amount == Round(product, 1_000_000), kind);
            amounts += amount;
            discounts += Millionths(line, "Descuento");
            foreach (XElement tax in Named(line, "Traslado"))
            {
                Int128 rate = Millionths(tax, "TasaOCuota");
                Int128 due = Millionths(tax, "Importe");
                Assert.True(due == Round(Millionths(tax, "Base") * rate, 1_000_000), kind);
                (Int128 taxed, Int128 sum) = sums.GetValueOrDefault(rate);
                sums[rate] = (taxed + Millionths(tax, "Base"), sum + due);
            }
        }

        Int128 total = Centavos(amounts) - Centavos(discounts);
        XElement[] rows = [.. root.Elements().Where(one => one.Name.LocalName == "Impuestos")
            .SelectMany(one => Named(one, "Traslado"))];
        Assert.Equal(sums.Count, rows.Length);
        foreach (XElement row in rows)
        {
            (Int128 taxed, Int128 due) = sums[Millionths(row, "TasaOCuota")];
            Assert.Equal(Centavos(taxed), Millionths(row, "Base"));
            Assert.Equal(Centavos(due), Millionths(row, "Importe"));
            total += Centavos(due);
        }

        Assert.Equal(Centavos(amounts), Millionths(root, "SubTotal"));
        Assert.Equal(Centavos(discounts), Millionths(root, "Descuento"));
        Assert.Equal(total, Millionths(root, "Total"));
    }

    private static void CheckPayments(XElement root, string kind)
    {
        XElement totals = Named(root, "Totales").Single();
        Int128 all = 0;
        foreach (XElement payment in Named(root, "Pago"))
        {
            Int128 paid = 0;
            SortedDictionary<Int128, (Int128 Base, Int128 Tax)> sums = [];
            foreach (XElement document in Named(payment, "DoctoRelacionado"))
            {
                Int128 part = Millionths(document, "ImpPagado");
                paid += part;
                Assert.Equal(Millionths(document, "ImpSaldoAnt") - part, Millionths(document, "ImpSaldoInsoluto"));
                foreach (XElement tax in Named(document, "TrasladoDR"))
                {
                    Int128 rate = Millionths(tax, "TasaOCuotaDR");
                    Int128 due = Millionths(tax, "ImporteDR");
                    Assert.True(due == Round(Millionths(tax, "BaseDR") * rate, 1_000_000), kind);
                    (Int128 taxed, Int128 sum) = sums.GetValueOrDefault(rate);
                    sums[rate] = (taxed + Millionths(tax, "BaseDR"), sum + due);
                }
            }

            Assert.Equal(paid, Millionths(payment, "Monto"));
            all += paid;
            foreach (XElement row in Named(payment, "TrasladoP"))
            {
                (Int128 taxed, Int128 due) = sums[Millionths(row, "TasaOCuotaP")];
                Assert.Equal((taxed, due), (Millionths(row, "BaseP"), Millionths(row, "ImporteP")));
                string rate = Millionths(row, "TasaOCuotaP") == 0 ? "0" : "16";
                Assert.Equal(Centavos(taxed), Millionths(totals, $"TotalTrasladosBaseIVA{rate}"));
                Assert.Equal(Centavos(due), Millionths(totals, $"TotalTrasladosImpuestoIVA{rate}"));
            }
        }

        Assert.Equal(all, Millionths(totals, "MontoTotalPagos"));
    }

    private static IEnumerable<XElement> Named(XElement element, string name) =>
        element.Descendants().Where(one => one.Name.LocalName == name);

    /// <summary>Millionths of pesos rounded to whole centavos, half up: nothing is below zero.</summary>
    private static Int128 Centavos(Int128 millionths) => Round(millionths, 10_000) * 10_000;

    private static Int128 Round(Int128 value, Int128 unit) => (value + (unit / 2)) / unit;

    private static Int128 Millionths(XElement element, string name)
    {
        string[] parts = (element.Attribute(name)?.Value ?? "0").Split('.');
        string text = parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(6, '0');
        return Int128.Parse(text, CultureInfo.InvariantCulture);
    }
}
