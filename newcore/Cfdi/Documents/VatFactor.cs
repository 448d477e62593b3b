namespace Strangler.Cfdi.Documents;

/// <summary>How value added tax applies (c_TipoFactor).</summary>
public enum VatFactor
{
    /// <summary>Tasa: by a rate, which may be 0.</summary>
    Rate,

    /// <summary>Exento: not at all; neither rate nor amount is written.</summary>
    Exempt,
}
