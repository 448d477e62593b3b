using System.Globalization;

namespace Strangler.Cfdi.Documents;

/// <summary>Lines of documents of type I and E, whose amounts must be exact.</summary>
internal static class LineChecks
{
    private const int MostDecimals = 6;

    public static void Check(CfdiDocument document, List<DocumentRefusal> refusals)
    {
        if (document.Lines.Count == 0)
        {
            refusals.Add(new DocumentRefusal("XSD", "Conceptos", "It has no line."));
        }

        for (int at = 0; at < document.Lines.Count; at++)
        {
            DocumentLine line = document.Lines[at];
            if (!IsSound(line))
            {
                CheckLine(line, at, refusals);
            }
        }

        if (document.Totals.Total < 0)
        {
            refusals.Add(new DocumentRefusal("CFDI40119", "@Total", "It is below zero."));
        }
    }

    /// <summary>Most lines are right: then no text is made for a path.</summary>
    private static bool IsSound(DocumentLine line) =>
        line is { Quantity: > 0, UnitPrice: > 0 } && line.Quantity.Scale <= MostDecimals
        && line.UnitPrice.Scale <= MostDecimals
        && line.Amount == Amounts.Six(line.Quantity * line.UnitPrice)
        && (line.Discount is not { } less || (less >= 0 && less <= line.Amount && less.Scale <= line.Amount.Scale))
        && TextCheck.Problem(line.Description, 1000) is null && line.ProductKey is { Length: 8 }
        && line.UnitKey is { Length: 2 or 3 }
        && (line.ItemNumber is null || TextCheck.Problem(line.ItemNumber, 100) is null)
        && (line.Unit is null || TextCheck.Problem(line.Unit, 20) is null)
        && line.TaxObject == SatKeys.Taxable == (line.Taxes.Count > 0) && AreSound(line);

    private static bool AreSound(DocumentLine line)
    {
        decimal bases = 0;
        for (int at = 0; at < line.Taxes.Count; at++)
        {
            VatAmount tax = line.Taxes[at];
            bases += tax.Base;
            if (tax.Base <= 0
                || tax.Amount != (tax.Factor == VatFactor.Exempt ? 0 : Amounts.Six(tax.Base * tax.Rate)))
            {
                return false;
            }
        }

        return line.Taxes.Count == 0 || bases == line.Net;
    }

    private static void CheckLine(DocumentLine line, int at, List<DocumentRefusal> refusals)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"Conceptos/Concepto[{at + 1}]");
        DocumentChecks.Text($"{path}/@Descripcion", line.Description, 1000, refusals);
        DocumentChecks.OptionalText($"{path}/@NoIdentificacion", line.ItemNumber, 100, refusals);
        DocumentChecks.OptionalText($"{path}/@Unidad", line.Unit, 20, refusals);
        Refuse(line.ProductKey is not { Length: 8 }, "CFDI40162", "@ClaveProdServ", "It is no key of eight digits.");
        Refuse(line.UnitKey is not { Length: 2 or 3 }, "CFDI40165", "@ClaveUnidad", "It is no key of a unit.");
        Refuse(
            line.Quantity <= 0 || line.Quantity.Scale > MostDecimals, "XSD", "@Cantidad",
            "It must be above zero, with six decimals at most.");
        Refuse(
            line.UnitPrice <= 0 || line.UnitPrice.Scale > MostDecimals, "CFDI40166", "@ValorUnitario",
            "It must be above zero, with six decimals at most: a line of 0 cannot be stamped.");
        Refuse(
            line.Amount != Amounts.Six(line.Quantity * line.UnitPrice), "CFDI40167", "@Importe",
            "It is not quantity times price, to six decimals.");
        Refuse(
            line.Discount is { } less && (less < 0 || less > line.Amount), "CFDI40169", "@Descuento",
            "It is below zero or above the line's amount.");
        Refuse(
            line.Discount is { } scaled && scaled.Scale > line.Amount.Scale, "CFDI40168", "@Descuento",
            "It has more decimals than the line's amount.");
        bool taxable = line.TaxObject == SatKeys.Taxable;
        Refuse(taxable && line.Taxes.Count == 0, "CFDI40171", "@ObjetoImp", "A taxed line has no tax.");
        Refuse(!taxable && line.Taxes.Count > 0, "CFDI40172", "@ObjetoImp", "A line that is not taxed has a tax.");
        Refuse(
            line.Taxes.Any(tax => tax.Base <= 0), "CFDI40174", "Impuestos/Traslados/Traslado/@Base",
            "It must be above zero: a line discounted whole cannot be stamped.");
        Refuse(
            line.Taxes.Count > 0 && line.Taxes.All(tax => tax.Base > 0) && !AreSound(line), "CFDI40180",
            "Impuestos/Traslados/Traslado/@Importe",
            "Bases are not what is left of the line, or a tax is not base times rate, to six decimals.");

        void Refuse(bool wrong, string rule, string attribute, string message)
        {
            if (wrong)
            {
                refusals.Add(new DocumentRefusal(rule, $"{path}/{attribute}", message));
            }
        }
    }
}
