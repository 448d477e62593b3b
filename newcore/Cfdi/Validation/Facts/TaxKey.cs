namespace Strangler.Cfdi.Validation.Facts;

/// <summary>What taxes are summed by.</summary>
/// <param name="Rate">-1 without one, as of an exempt line.</param>
internal readonly record struct TaxKey(string Tax, string Factor, decimal Rate)
{
    public const string Income = "001";
    public const string Vat = "002";
    public const string Excise = "003";
    public const string Exempt = "Exento";
}
