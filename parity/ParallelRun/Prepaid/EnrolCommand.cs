using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary><c>prepaid enrol</c>: makes an agreement.</summary>
internal static class EnrolCommand
{
    private static readonly Option<string> Contract = DeskWork.Contract();
    private static readonly Option<string> Plan = DeskWork.Named("--plan", "The tariff plan's code.");

    private static readonly Option<DateOnly> Since =
        new("--since") { Description = "The first of a month.", Required = true };

    private static readonly Option<string?> Alerts =
        new("--alerts") { Description = "Pesos of credit at which to tell the customer, such as 50,20." };

    private static readonly Option<string?> Emergency =
        ExactOption.Create("--emergency", "Pesos that may be used after credit has run out; without it, none.");

    private static readonly Option<string?> Below =
        ExactOption.Create("--request-below", "Credit in pesos at which funds are asked for.");

    private static readonly Option<string?> UpTo =
        ExactOption.Create("--request-up-to", "What credit is then to come up to; without it, nothing is asked for.");

    private static readonly Option<int> Arrears =
        RangedOption.Create("--arrears-days", "After so many days a request counts as not paid.", 5, 0, 60);

    private static readonly Option<bool> Other =
        new("--not-household") { Description = "The valve may be closed, not only restricted." };

    private static readonly Option<string> Zone =
        new("--time-zone") { Description = "Of the contract's clocks.", DefaultValueFactory = _ => UsualZone };

    private static readonly Option<bool> Autopay =
        new("--autopay") { Description = "Debit funds that are asked for by the contract's mandate." };

    private static readonly Option<NoticeChannel> Channel =
        new("--channel") { Description = "How the customer is told.", DefaultValueFactory = _ => NoticeChannel.Sms };

    private static readonly Option<bool> Daily = new("--daily")
    {
        Description = "A large user that pays after: each day asks for what it charged; no credit, no alerts.",
    };

    private const string UsualZone = "America/Mexico_City";

    public static Command Create() => DeskWork.Create(
        "enrol", "Make a prepaid agreement of a contract.",
        [Contract, Plan, Since, Alerts, Emergency, Below, UpTo, Arrears, Other, Zone, Autopay, Channel, Daily],
        async (database, parsed, who, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            return await new PrepaidDesk(database, ledger, TimeProvider.System).EnrolAsync(
                Read(parsed), await PrepaidPlans.LoadAsync(database, cancellation), who, cancellation);
        });

    private static NewAgreement Read(ParseResult parsed) => new(
        DeskWork.Number(parsed, Contract), parsed.GetRequiredValue(Plan), parsed.GetValue(Since),
        new CreditTerms(
            Amounts(parsed.GetValue(Alerts)), PrepaidText.Pesos(parsed, Emergency), !parsed.GetValue(Other)),
        new FundsPolicy(
            PrepaidText.Pesos(parsed, Below), PrepaidText.Pesos(parsed, UpTo), parsed.GetValue(Arrears))
        {
            Daily = parsed.GetValue(Daily),
        },
        parsed.GetRequiredValue(Zone), parsed.GetValue(Autopay), parsed.GetValue(Channel));

    private static Money[] Amounts(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(one => decimal.TryParse(
                one, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal pesos)
                ? Money.FromPesos(pesos)
                : throw new CommandFailedException($"--alerts: '{one}' is no amount.")),
    ];
}
