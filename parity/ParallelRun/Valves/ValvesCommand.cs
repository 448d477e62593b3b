using System.CommandLine;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Valves;

namespace Strangler.ParallelRun.Valves;

/// <summary><c>valves</c>: what is wanted of valves, and where they are.</summary>
internal static class ValvesCommand
{
    public static Command Create() => new("valves", "Valves of meters: docs/valves.md.")
    {
        CreateList(),
        ValveOrderCommand.Create(),
        CreateApprove(),
        CreateCancel(),
        CreateResolve(),
        CreateShow(),
    };

    private static Command CreateList()
    {
        Option<bool> drifted = new("--drift") { Description = "Only valves that are not where they should be." };
        Option<bool> pending = new("--pending") { Description = "Orders that wait for another person instead." };
        Option<int> limit = RangedOption.Create("--limit", "So many.", 100, 1, ValveList.MostListed);
        return DeskWork.Listing(
            "list", "Where valves should be, and where they say they are.", [drifted, pending, limit],
            async (database, parsed, output, cancellation) =>
            {
                ValveList list = new(database);
                int most = parsed.GetValue(limit);
                if (parsed.GetValue(pending))
                {
                    ValveText.Write(await list.PendingAsync(most, cancellation), output);
                }
                else
                {
                    ValveText.Write(
                        await list.ListAsync(null, parsed.GetValue(drifted), most, cancellation), output);
                }
            });
    }

    private static Command CreateApprove()
    {
        Option<Guid> id = Order();
        return DeskWork.Create(
            "approve", "Let a mass order of another person be sent.", [id],
            (database, parsed, who, cancellation) => new ValveDesk(database, TimeProvider.System)
                .ApproveAsync(parsed.GetValue(id), who, cancellation));
    }

    private static Command CreateCancel()
    {
        Option<Guid> id = Order();
        return DeskWork.Create(
            "cancel", "Take back an order that waits for approval.", [id],
            (database, parsed, who, cancellation) => new ValveDesk(database, TimeProvider.System)
                .CancelAsync(parsed.GetValue(id), who, cancellation));
    }

    private static Command CreateResolve()
    {
        Option<Guid> command = new("--command") { Description = "The command's id: valves show.", Required = true };
        Option<ValvePosition> state = new("--state") { Description = "Where the valve was seen.", Required = true };
        Option<int?> litres = new("--litres")
        {
            Description = "A day, where it was seen restricted; without it, as the command says.",
        };
        Option<string> reason = DeskWork.Named("--reason", "Who looked at it, and how it came to this.");
        return DeskWork.Create(
            "resolve", "End a command whose outcome is unknown: somebody looked at the valve.",
            [command, state, litres, reason],
            (database, parsed, who, cancellation) => new ValveResolver(database, TimeProvider.System).ResolveAsync(
                parsed.GetValue(command), parsed.GetValue(state), parsed.GetValue(litres),
                parsed.GetRequiredValue(reason), who, cancellation));
    }

    private static Command CreateShow()
    {
        Option<string> device = DeskWork.Named("--device", "Whose valve.");
        Option<int> limit = RangedOption.Create("--limit", "The newest so many commands.", 10, 1, 100);
        return DeskWork.Listing(
            "show", "A valve, its commands, and what became of each.", [device, limit],
            async (database, parsed, output, cancellation) =>
            {
                ValveList list = new(database);
                string named = parsed.GetRequiredValue(device);
                if (await list.ListAsync(named, drifted: false, 1, cancellation) is not [{ } valve])
                {
                    throw new CommandFailedException($"Nothing was ever ordered of or heard from a valve of {named}.");
                }

                ValveText.Write([valve], output);
                await ShowAsync(list, named, parsed.GetValue(limit), output, cancellation);
            });
    }

    private static async Task ShowAsync(
        ValveList list, string device, int limit, TextWriter output, CancellationToken cancellation)
    {
        foreach (ValveCommand command in await list.CommandsAsync(device, limit, cancellation))
        {
            output.WriteLine();
            ValveText.Write(command, await list.StepsAsync(command.Id, cancellation), output);
        }
    }

    private static Option<Guid> Order() => new("--id") { Description = "The order's id.", Required = true };
}
