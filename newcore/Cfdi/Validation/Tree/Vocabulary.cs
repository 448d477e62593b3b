namespace Strangler.Cfdi.Validation.Tree;

/// <summary>The namespaces that are told apart.</summary>
internal enum Vocabulary
{
    Other,
    Document,
    Payments,
    LocalTaxes,
    Stamp,
    ForeignTrade,
}
