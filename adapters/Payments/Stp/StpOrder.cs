using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.Payments.Stp;

/// <summary>A transfer that we order with STP; what is null is signed as nothing.</summary>
internal sealed record StpOrder(
    string ReceivingBank, string Company, string TrackingKey, string SendingBank, Money Amount)
{
    public string? Day { get; init; }
    public string? Folio { get; init; }
    public int Kind { get; init; } = 1;
    public int? FromKind { get; init; } = 40;
    public string? FromName { get; init; }
    public string? FromAccount { get; init; }
    public string? FromTaxId { get; init; }
    public int ToKind { get; init; } = 40;
    public string? ToName { get; init; }
    public string? ToAccount { get; init; }
    public string? ToTaxId { get; init; } = "ND";
    public string? Concept { get; init; }
    public int? Number { get; init; }
    public string? Topology { get; init; } = "T";
    public int? Medium { get; init; } = 3;
    public int? Priority { get; init; }
    public Money? Vat { get; init; }

    /// <summary>The text that is signed: 34 fields in STP's order, most of them empty.</summary>
    public string Original()
    {
        string?[] fields =
        [
            ReceivingBank, Company, Day, Folio, TrackingKey, SendingBank,
            Amount.ToString(), Text(Kind), Text(FromKind), FromName, FromAccount,
            FromTaxId, Text(ToKind), ToName, ToAccount,
            ToTaxId,
            null, null, null, null, null, // an e-mail address and a second beneficiary
            Concept,
            null, null, null, null, null, // a second concept, two classes, a key, a number of collection
            Text(Number),
            null, // kind of operation
            Topology,
            null, // user
            Text(Medium), Text(Priority), Vat?.ToString(),
        ];
        return $"||{string.Join('|', fields)}||";
    }

    public override string ToString() => "STP order";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
