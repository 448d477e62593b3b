using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.Payments.Stp;

/// <summary>A transfer that we order, in STP's words; what is null is signed as nothing.</summary>
internal sealed record StpOrder(
    string InstitucionContraparte, string Empresa, string ClaveRastreo, string InstitucionOperante, Money Monto)
{
    public string? FechaOperacion { get; init; }
    public string? FolioOrigen { get; init; }
    public int TipoPago { get; init; } = 1;
    public int? TipoCuentaOrdenante { get; init; } = 40;
    public string? NombreOrdenante { get; init; }
    public string? CuentaOrdenante { get; init; }
    public string? RfcCurpOrdenante { get; init; }
    public int TipoCuentaBeneficiario { get; init; } = 40;
    public string? NombreBeneficiario { get; init; }
    public string? CuentaBeneficiario { get; init; }
    public string? RfcCurpBeneficiario { get; init; } = "ND";
    public string? ConceptoPago { get; init; }
    public int? ReferenciaNumerica { get; init; }
    public string? Topologia { get; init; } = "T";
    public int? MedioEntrega { get; init; } = 3;
    public int? Prioridad { get; init; }
    public Money? Iva { get; init; }

    /// <summary>The text that is signed: 34 fields in STP's order, most of them empty.</summary>
    public string Original()
    {
        string?[] fields =
        [
            InstitucionContraparte, Empresa, FechaOperacion, FolioOrigen, ClaveRastreo, InstitucionOperante,
            Monto.ToString(), Text(TipoPago), Text(TipoCuentaOrdenante), NombreOrdenante, CuentaOrdenante,
            RfcCurpOrdenante, Text(TipoCuentaBeneficiario), NombreBeneficiario, CuentaBeneficiario,
            RfcCurpBeneficiario,
            null, null, null, null, null, // an e-mail address and a second beneficiary
            ConceptoPago,
            null, null, null, null, null, // a second concept, two classes, a key, a number of collection
            Text(ReferenciaNumerica),
            null, // kind of operation
            Topologia,
            null, // user
            Text(MedioEntrega), Text(Prioridad), Iva?.ToString(),
        ];
        return $"||{string.Join('|', fields)}||";
    }

    public override string ToString() => "STP order";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
