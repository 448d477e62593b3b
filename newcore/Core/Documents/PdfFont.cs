namespace Strangler.Core.Documents;

/// <summary>Two of the fourteen fonts that every reader of PDF has, so none is embedded.</summary>
public enum PdfFont
{
    /// <summary>Helvetica.</summary>
    Plain,

    /// <summary>Helvetica-Bold.</summary>
    Bold,
}
