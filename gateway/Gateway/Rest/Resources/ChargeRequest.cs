using System.Globalization;
using System.Text.RegularExpressions;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Core.Readings;
using Strangler.Gateway.Rest.Problems;
using Strangler.Postgres.Payments.Charges;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>A request for a charge or a link, understood.</summary>
/// <param name="Kind">Null for a link.</param>
internal sealed partial record ChargeRequest(
    IReadOnlyList<ReferenceLine> Lines, ChargeKind? Kind, DateTimeOffset ExpiresAt, Payer? Payer)
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(60);

    public DateOnly LastDay => LocalDay.Of(ExpiresAt);

    public static (ChargeRequest? Asked, Problem? Problem) Read(
        ReadOnlySpan<byte> json, DateTimeOffset now, bool isLink)
    {
        (ChargeBody? body, Problem? problem) = StrictBody.Read<ChargeBody>(json);
        if (body is null)
        {
            return (null, problem);
        }

        List<ReferenceLine> lines = [];
        DateTimeOffset expires = body.Expires ?? now + UsualTime;
        ChargeKind? kind = ChargeStore.KindOf(body.Kind);
        problem = LinesOf(body, lines)
            ?? (expires <= now || expires > now + LongestTime
                ? Problem.BadRequest("/expires", "A charge ends within 60 days, and not before now.")
                : isLink != kind is null || (isLink && (body.Kind ?? (object?)body.Payer) is not null)
                ? Problem.BadRequest("/kind", "A charge is store, transfer, codi or card; a link has no kind or payer.")
                : body.Payer is { } one && !IsPayer(one)
                ? Problem.BadRequest("/payer", "A payer has name, email and phone, of at most 100 characters each.")
                : null);
        Payer? payer = body.Payer is { } named ? new Payer(named.Name!, named.Email!, named.Phone!) : null;
        return problem is null ? (new ChargeRequest(lines, kind, expires, payer), null) : (null, problem);
    }

    private static Problem? LinesOf(ChargeBody body, List<ReferenceLine> lines)
    {
        if (body.Documents is null)
        {
            return Add(lines, new ChargeDocumentBody(body.Contract, null, body.Amount), "");
        }

        if (body is { Contract: not null } or { Amount: not null }
            || body.Documents.Count is 0 or > PaymentReferenceDesk.LineLimit)
        {
            return Problem.BadRequest(
                "/documents", $"Contract and amount, or 1 to {PaymentReferenceDesk.LineLimit} documents with theirs.");
        }

        for (int at = 0; at < body.Documents.Count; at++)
        {
            if (Add(lines, body.Documents[at], $"/documents/{at}") is { } problem)
            {
                return problem;
            }
        }

        return lines.Sum(line => line.Amount.Centavos) > DocumentReference.MostAmount.Centavos
            ? Problem.BadRequest("/documents", $"A charge is of at most {DocumentReference.MostAmount} pesos.") : null;
    }

    private static Problem? Add(List<ReferenceLine> lines, ChargeDocumentBody? one, string pointer)
    {
        if (one is not { Contract: > 0 })
        {
            return Problem.BadRequest(pointer + "/contract", "A charge is of a contract.");
        }

        if (one.Amount is not { } pesos || pesos <= 0 || pesos > DocumentReference.MostAmount.Pesos
            || decimal.Round(pesos, 2) != pesos)
        {
            return Problem.BadRequest(
                pointer + "/amount", "An amount is above 0, below ten million pesos, and has at most two decimals.");
        }

        ContractNumber contract = new(one.Contract.Value);
        DocumentKey? document = null;
        if (one.Document is { } name && (document = KeyOf(contract, name)) is null)
        {
            return Problem.BadRequest(pointer + "/document", "A document is cycle, type and ordinal, as 2026-02/1.0.");
        }

        lines.Add(new ReferenceLine(contract, document, Money.FromPesos(pesos)));
        return null;
    }

    private static DocumentKey? KeyOf(ContractNumber contract, string name)
    {
        Match match = Document().Match(name);
        return match.Success
            ? new DocumentKey(
                contract, new BillingCycle(short.Parse(Part(1), CultureInfo.InvariantCulture), byte.Parse(
                    Part(2), CultureInfo.InvariantCulture)),
                short.Parse(Part(3), CultureInfo.InvariantCulture), short.Parse(Part(4), CultureInfo.InvariantCulture))
            : null;

        string Part(int number) => match.Groups[number].Value;
    }

    private static bool IsPayer(PayerBody payer) =>
        new[] { payer.Name, payer.Email, payer.Phone }.All(text => text is { Length: > 0 and <= 100 });

    [GeneratedRegex(@"\A([0-9]{4})-([0-9]{2})/([0-9]{1,3})\.([0-9]{1,3})\z")]
    private static partial Regex Document();
}
