using System.CommandLine;
using Strangler.Core.Adjustments;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Adjustments;

namespace Strangler.ParallelRun.Adjustments;

/// <summary>The <c>adjust</c> commands: one for each of the six scenarios, and the end of a dispute.</summary>
internal static class AdjustCommand
{
    public static Command Create() => new(
        "adjust", "Correct a posted invoice by a credit or debit note (docs/adjustments.md).")
    {
        CreateReading(),
        CreateClass(),
        CreateGap(),
        CreateProgramme(),
        CreateDispute(),
        CreateResolve(),
        CreateLeak(),
    };

    private static Command CreateReading()
    {
        Option<int> meter = new("--meter") { Description = "The meter's id.", Required = true };
        Option<string?> on = ExactOption.Create("--on", "The day of the wrong reading.", required: true);
        Option<long> dials = new("--dials") { Description = "What the dials showed.", Required = true };
        return CreateCause(
            "reading", "A meter showed something else than what was billed.", [meter, on, dials],
            parsed => new AdjustmentCause.Reading(
                parsed.GetValue(meter), ExactOption.Day(parsed, on)!.Value, parsed.GetValue(dials)));
    }

    private static Command CreateClass()
    {
        Option<string> plan = new("--plan")
        {
            Description = "The code of the plan that it should have been rated by.",
            Required = true,
        };
        return CreateCause(
            "class", "The contract was of another class: domestic, commercial.", [plan],
            parsed => new AdjustmentCause.Class(parsed.GetRequiredValue(plan)));
    }

    private static Command CreateGap()
    {
        Option<string?> from = ExactOption.Create("--from", "The first day that no meter counted.", required: true);
        Option<string?> to = ExactOption.Create("--to", "The last.", required: true);
        Option<string?> daily = ExactOption.Create("--daily", "Cubic metres of a day; else as on the other days.");
        return CreateCause(
            "gap", "Between two meters none counted.", [from, to, daily],
            parsed => new AdjustmentCause.Gap(
                ExactOption.Day(parsed, from)!.Value, ExactOption.Day(parsed, to)!.Value,
                ExactOption.Number(parsed, daily)));
    }

    private static Command CreateProgramme()
    {
        Option<string?> grant = ExactOption.Create("--grant", "The programme that the contract had, like pensioner.");
        Option<string?> revoke = ExactOption.Create("--revoke", "The one that it had not.");
        return CreateCause(
            "programme", "A social programme was granted or revoked for the invoice's period.", [grant, revoke],
            parsed => (parsed.GetValue(grant), parsed.GetValue(revoke)) switch
            {
                ({ } name, null) => new AdjustmentCause.Programme(name, Granted: true),
                (null, { } name) => new AdjustmentCause.Programme(name, Granted: false),
                _ => throw new CommandFailedException("Say either --grant or --revoke."),
            });
    }

    private static Command CreateLeak()
    {
        Option<string?> usual = ExactOption.Create("--usual", "Cubic metres of a usual period.", required: true);
        Option<string?> share = ExactOption.Create(
            "--share", "What is let off of the rest: above 0, to 1.", required: true);
        return CreateCause(
            "leak", "Water was lost after the meter.", [usual, share],
            parsed => new AdjustmentCause.Leak(
                ExactOption.Number(parsed, usual)!.Value, ExactOption.Number(parsed, share)!.Value));
    }

    private static Command CreateDispute()
    {
        Option<string?> amount = ExactOption.Create(
            "--amount", "Pesos disputed; without it, all that is left of the invoice.");
        return Create(
            "dispute", "Block an amount until a dispute is decided.", [amount],
            (desk, parsed, invoice, order, cancellation) =>
                desk.DisputeAsync(invoice, ExactOption.Pesos(parsed, amount), order, cancellation));
    }

    private static Command CreateResolve()
    {
        Option<string?> accept = ExactOption.Create(
            "--accept", "Pesos let off: 0 to the amount disputed.", required: true);
        return Create(
            "resolve", "Decide a dispute.", [accept],
            (desk, parsed, invoice, order, cancellation) =>
                desk.ResolveAsync(invoice, ExactOption.Pesos(parsed, accept) ?? Money.Zero, order, cancellation));
    }

    private static Command CreateCause(
        string name, string description, Option[] options, Func<ParseResult, AdjustmentCause> cause) => Create(
        name, description, options,
        (desk, parsed, invoice, order, cancellation) =>
            desk.AdjustAsync(invoice, cause(parsed), order, cancellation));

    private static Command Create(
        string name, string description, Option[] options,
        Func<AdjustmentDesk, ParseResult, string, AdjustmentOrder, CancellationToken, Task<AdjustmentOutcome>> work)
    {
        OrderOptions orders = new();
        Command command = new(name, description);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        orders.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, orders.Database,
            async (database, output) =>
            {
                (string invoice, AdjustmentOrder order) = orders.Read(parsed);
                await using AdjustmentDesk desk = await AdjustmentDesk.OpenAsync(
                    database, TimeProvider.System, cancellation);
                AdjustmentText.Write(await work(desk, parsed, invoice, order, cancellation), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
