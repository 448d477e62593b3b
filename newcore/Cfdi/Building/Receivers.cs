using System.Globalization;
using Strangler.Cfdi.Documents;
using Strangler.Core.Records;

namespace Strangler.Cfdi.Building;

/// <summary>Who receives a document, as the tax authority wants it said.</summary>
public static class Receivers
{
    private static readonly string[] CompanyKinds =
        [" S DE RL DE CV", " S.A. DE C.V.", " SAPI DE CV", " SAB DE CV", " SA DE CV", " S.C.", " A.C."];

    /// <summary>Everybody: of a global document.</summary>
    public static Receiver Public(Issuer issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return new Receiver(
            SatKeys.PublicRfc, SatKeys.PublicName, issuer.PostalCode, SatKeys.RegimeNone, SatKeys.UseNone);
    }

    /// <summary>In capitals, without the kind of company; a generic taxpayer with what that asks for.</summary>
    public static Receiver Named(
        string rfc, string name, string postalCode, string regime, string use, Issuer issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        string number = Capitals(rfc);
        return TaxpayerId.IsGeneric(number)
            ? new Receiver(number, Capitals(name), issuer.PostalCode, SatKeys.RegimeNone, SatKeys.UseNone)
            : new Receiver(
                number, TaxpayerId.IsPerson(number) ? Capitals(name) : CompanyName(name), postalCode.Trim(), regime,
                use);
    }

    /// <summary>
    /// A contract's holder; without a taxpayer's number the generic one with the own name. A use that the regime does
    /// not
    /// have becomes none: the old records say G03 of everybody.
    /// </summary>
    public static Receiver Of(ContractHolder holder, Issuer issuer)
    {
        ArgumentNullException.ThrowIfNull(holder);
        string rfc = string.IsNullOrWhiteSpace(holder.TaxId) ? SatKeys.PublicRfc : holder.TaxId;
        Receiver receiver = Named(
            rfc, $"{holder.Name} {holder.Surname}", holder.PostalCode, holder.TaxRegime, holder.CfdiUse, issuer);
        return ReceiverUse.Allows(receiver.Regime, receiver.Use, TaxpayerId.IsPerson(receiver.Rfc))
            ? receiver
            : receiver with { Use = SatKeys.UseNone };
    }

    /// <summary>What should be looked at, though it stops nothing.</summary>
    public static IReadOnlyList<DocumentRefusal> Warnings(Receiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return TaxpayerId.IsGeneric(receiver.Rfc) || TaxpayerId.HasCheckDigit(receiver.Rfc)
            ? []
            : [new DocumentRefusal(
                "DOC-RFC-DIGIT", "Receptor/@Rfc", "Its check digit is not what the other signs give.")];
    }

    private static string CompanyName(string name)
    {
        string capitals = Capitals(name);
        string? kind = Array.Find(CompanyKinds, kind => capitals.EndsWith(kind, StringComparison.Ordinal));
        return kind is null ? capitals : capitals[..^kind.Length].TrimEnd(' ', ',');
    }

    private static string Capitals(string text) => string.Join(
        ' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpper(CultureInfo.InvariantCulture);
}
