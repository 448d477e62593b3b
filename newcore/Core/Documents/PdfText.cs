namespace Strangler.Core.Documents;

/// <summary>How a text is set.</summary>
/// <param name="Size">Points.</param>
public readonly record struct PdfText(decimal Size, PdfFont Font = PdfFont.Plain, PdfColour Colour = default);
