namespace Strangler.Core.Documents;

/// <summary>Where in its room a text stands.</summary>
public enum PdfAlignment
{
    Left,
    Centre,
    Right,
}
