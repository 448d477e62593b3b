using System.Globalization;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>What was supplied where: contract, meter, readings; beside it the consumption until now.</summary>
internal static class PrintedService
{
    private const decimal Height = 104;
    private const decimal LeftRoom = 270;
    private const int MostReadings = 3;

    public static void Draw(PrintSheet sheet, PrintFacts facts)
    {
        if (facts.Contract is null)
        {
            return;
        }

        sheet.Heading("SERVICIO");
        decimal top = sheet.Top;
        Place(sheet, facts);
        Readings(sheet, facts, top - 62);
        if (facts.History.Count > 0)
        {
            ConsumptionChart.Draw(
                sheet, PrintSheet.Left + LeftRoom + 10, top - Height, PrintSheet.Room - LeftRoom - 10, Height - 4,
                facts.History);
        }

        sheet.Top = top - Height - 6;
    }

    private static void Place(PrintSheet sheet, PrintFacts facts)
    {
        decimal at = sheet.Top - 11;
        foreach ((string label, string? text) in new[]
        {
            ("Contrato", facts.Contract), ("Periodo", facts.Period), ("Uso", facts.Use), ("Zona", facts.ServiceArea),
            ("Domicilio", facts.Address),
        })
        {
            if (text is not null)
            {
                sheet.Drawing.Text(PrintSheet.Left + 5, at, 50, label, new PdfText(8, PdfFont.Plain, PrintSheet.Grey));
                sheet.Drawing.Text(PrintSheet.Left + 55, at, LeftRoom - 55, text, new PdfText(8, PdfFont.Bold));
                at -= 10;
            }
        }
    }

    private static void Readings(PrintSheet sheet, PrintFacts facts, decimal top)
    {
        if (facts.Readings.Count == 0)
        {
            return;
        }

        PdfText head = new(7, PdfFont.Bold, sheet.Colour);
        Row(sheet, top - 7, head, "Medidor", "Fecha", "Lectura", "Tipo", "m³");
        sheet.Drawing.Line(PrintSheet.Left + 5, PrintSheet.Left + LeftRoom, top - 9.5m, sheet.Colour.Tint(0.5m));
        decimal at = top - 18;
        foreach (PrintedReading reading in facts.Readings.TakeLast(MostReadings))
        {
            Row(
                sheet, at, new PdfText(8), reading.Meter, SpanishDate.Day(reading.Day),
                reading.Dials.ToString("N0", CultureInfo.InvariantCulture), reading.Kind,
                reading.CubicMetres.ToString("N0", CultureInfo.InvariantCulture));
            at -= 9.5m;
        }
    }

    private static void Row(
        PrintSheet sheet, decimal height, PdfText style, string meter, string day, string dials, string kind,
        string metres)
    {
        decimal left = PrintSheet.Left + 5;
        sheet.Drawing.Text(left, height, 78, meter, style);
        sheet.Drawing.Text(left + 80, height, 50, day, style);
        sheet.Drawing.Text(left + 130, height, 42, dials, style, PdfAlignment.Right);
        sheet.Drawing.Text(left + 182, height, 52, kind, style);
        sheet.Drawing.Text(left + 232, height, LeftRoom - 237, metres, style, PdfAlignment.Right);
    }
}
