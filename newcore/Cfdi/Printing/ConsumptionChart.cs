using System.Globalization;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>What was used in each period, as bars; this period's stands out.</summary>
internal static class ConsumptionChart
{
    public const int Most = 13;

    private const decimal TitleHeight = 14;
    private const decimal LabelHeight = 10;
    private const decimal ValueHeight = 8;

    public static void Draw(
        PrintSheet sheet, decimal left, decimal bottom, decimal width, decimal height,
        IReadOnlyList<PrintedUse> history)
    {
        PrintedUse[] uses = [.. history.TakeLast(Most)];
        long most = Math.Max(1, uses.Max(use => use.CubicMetres));
        decimal room = height - TitleHeight - LabelHeight - ValueHeight;
        decimal step = width / uses.Length;
        decimal bar = Math.Min(step * 0.66m, 26);
        decimal ground = bottom + LabelHeight;
        sheet.Drawing.Text(
            left, bottom + height - 8, width, "Historial de consumo (m³ por periodo)",
            new PdfText(7.5m, PdfFont.Bold, sheet.Colour), PdfAlignment.Centre);
        Average(sheet, left, ground, width, room, uses, most);
        for (int at = 0; at < uses.Length; at++)
        {
            PrintedUse use = uses[at];
            decimal tall = room * Math.Max(0, use.CubicMetres) / most;
            decimal middle = left + (at * step);
            sheet.Drawing.Box(
                middle + ((step - bar) / 2), ground, bar, tall, use.IsThis ? sheet.Colour : sheet.Colour.Tint(0.4m));
            PdfFont font = use.IsThis ? PdfFont.Bold : PdfFont.Plain;
            sheet.Drawing.Text(
                middle, ground + tall + 2, step, use.CubicMetres.ToString(CultureInfo.InvariantCulture),
                new PdfText(6, font), PdfAlignment.Centre);
            sheet.Drawing.Text(
                middle, bottom + 2, step, use.Label, new PdfText(5.5m, font, PrintSheet.Grey), PdfAlignment.Centre);
        }

        sheet.Drawing.Line(left, left + width, ground, PrintSheet.Grey, 0.5m);
    }

    private static void Average(
        PrintSheet sheet, decimal left, decimal ground, decimal width, decimal room, PrintedUse[] uses, long most)
    {
        if (uses.Length > 2)
        {
            decimal mean = uses.Average(use => (decimal)Math.Max(0, use.CubicMetres));
            sheet.Drawing.Line(
                left, left + width, ground + (room * mean / most), sheet.Colour.Tint(0.6m), 0.5m, dash: 2);
        }
    }
}
