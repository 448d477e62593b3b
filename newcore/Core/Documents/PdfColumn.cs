namespace Strangler.Core.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Width">Points; what does not fit is cut, with an ellipsis.</param>
/// <param name="FlushRight">For numbers.</param>
public sealed record PdfColumn(string Heading, decimal Width, bool FlushRight = false);
