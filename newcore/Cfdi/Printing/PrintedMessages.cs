using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>What the utility lets its customers know.</summary>
internal static class PrintedMessages
{
    private const int MostLines = 3;
    private static readonly PdfText Style = new(8);

    public static void Draw(PrintSheet sheet, PrintFacts facts, PrintStyle style)
    {
        string[] messages = [.. facts.Messages.Concat(facts.Contract is null ? [] : style.Messages)
            .Take(PrintStyle.MostMessages)];
        if (messages.Length == 0)
        {
            return;
        }

        decimal height = 6 + messages.Sum(message =>
            10 * Math.Min(MostLines, PdfDrawing.LinesOf(message, PrintSheet.Room - 16, Style)));
        sheet.MakeRoom(height + 6);
        sheet.Drawing.Box(PrintSheet.Left, sheet.Top - height, PrintSheet.Room, height, sheet.Colour.Tint(0.08m));
        decimal at = sheet.Top - 11;
        foreach (string message in messages)
        {
            at -= 10 * sheet.Drawing.Paragraph(
                PrintSheet.Left + 8, at, PrintSheet.Room - 16, message, Style, 10, MostLines);
        }

        sheet.Top -= height + 6;
    }
}
