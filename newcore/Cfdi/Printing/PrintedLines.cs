using Strangler.Cfdi.Validation.Tree;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>What is charged, line by line, with how each came about.</summary>
internal static class PrintedLines
{
    /// <summary>More lines than a global document has; what is longer is no document of ours.</summary>
    public const int Most = 6_000;

    private const int MostTextLines = 4;
    private const decimal LineHeight = 9.5m;
    private static readonly PdfText Plain = new(8);
    private static readonly PdfText Explained = new(6.5m, PdfFont.Plain, PrintSheet.Grey);

    private static readonly (string Heading, decimal Width, PdfAlignment Alignment)[] Columns =
    [
        ("Clave SAT", 46, PdfAlignment.Left), ("Descripción", 182, PdfAlignment.Left),
        ("Cantidad", 54, PdfAlignment.Right), ("Unidad", 48, PdfAlignment.Centre),
        ("P. unitario", 58, PdfAlignment.Right), ("Descuento", 50, PdfAlignment.Right),
        ("IVA", 44, PdfAlignment.Right), ("Importe", 58, PdfAlignment.Right),
    ];

    public static void Draw(PrintSheet sheet, PrintedDocument document, PrintFacts facts)
    {
        Headings(sheet);
        int row = 0;
        foreach (Element line in document.Lines)
        {
            Draw(sheet, line, document.Global is not null, facts, row++);
        }

        sheet.Drawing.Line(PrintSheet.Left, PrintSheet.Right, sheet.Top, sheet.Colour.Tint(0.5m));
        sheet.Top -= 5;
    }

    private static void Headings(PrintSheet sheet)
    {
        sheet.MakeRoom(40);
        decimal top = sheet.Top;
        sheet.Heading("");
        decimal left = PrintSheet.Left;
        foreach ((string heading, decimal width, PdfAlignment alignment) in Columns)
        {
            sheet.Drawing.Text(
                left + 3, top - 9.5m, width - 6, heading, new PdfText(7.5m, PdfFont.Bold, PdfColour.White), alignment);
            left += width;
        }
    }

    private static void Draw(PrintSheet sheet, Element line, bool isGlobal, PrintFacts facts, int row)
    {
        decimal wide = Columns[1].Width - 6;
        string said = isGlobal ? $"{line["Descripcion"]} {line["NoIdentificacion"]}" : line["Descripcion"] ?? "";
        string explained = ExplanationOf(line, facts);
        int lines = Math.Clamp(PdfDrawing.LinesOf(said, wide, Plain), 1, MostTextLines);
        int notes = Math.Min(MostTextLines, PdfDrawing.LinesOf(explained, wide, Explained));
        decimal height = 3.5m + (lines * LineHeight) + (notes * 7.5m);
        if (sheet.MakeRoom(height + 2))
        {
            Headings(sheet);
        }

        if (row % 2 != 0)
        {
            sheet.Drawing.Box(PrintSheet.Left, sheet.Top - height, PrintSheet.Room, height, sheet.Colour.Tint(0.05m));
        }

        decimal baseline = sheet.Top - 9.5m;
        decimal descriptionLeft = PrintSheet.Left + Columns[0].Width + 3;
        sheet.Drawing.Paragraph(descriptionLeft, baseline, wide, said, Plain, LineHeight, MostTextLines);
        sheet.Drawing.Paragraph(
            descriptionLeft, baseline - ((lines - 1) * LineHeight) - 8, wide, explained, Explained, 7.5m,
            MostTextLines);
        Cells(sheet, line, baseline);
        sheet.Top -= height;
    }

    private static void Cells(PrintSheet sheet, Element line, decimal baseline)
    {
        string[] cells =
        [
            line["ClaveProdServ"] ?? "", "", PrintedDocument.Quantity(line["Cantidad"]),
            SatTexts.Name("unit", line["ClaveUnidad"]), PrintedDocument.Price(line["ValorUnitario"]),
            PrintedDocument.Amount(line["Descuento"]), TaxOf(line), PrintedDocument.Amount(line["Importe"]),
        ];
        decimal left = PrintSheet.Left;
        for (int at = 0; at < cells.Length; at++)
        {
            (_, decimal width, PdfAlignment alignment) = Columns[at];
            sheet.Drawing.Text(left + 3, baseline, width - 6, cells[at], Plain, alignment);
            left += width;
        }
    }

    /// <summary>That of the line's description, which may go on after it with the cubic metres.</summary>
    private static string ExplanationOf(Element line, PrintFacts facts)
    {
        string said = line["Descripcion"] ?? "";
        return facts.Explanations.TryGetValue(said, out string? whole) ? whole
            : facts.Explanations.FirstOrDefault(one => said.StartsWith(one.Key + " (", StringComparison.Ordinal)).Value
                ?? "";
    }

    private static string TaxOf(Element line)
    {
        Element? taxes = line.Child("Impuestos")?.Child("Traslados");
        return taxes is null
            ? line["ObjetoImp"] == "01" ? "n/o" : ""
            : string.Join(
                " ", PrintedDocument.Children(taxes, "Traslado").Select(TaxTexts.RateOf).Distinct());
    }
}
