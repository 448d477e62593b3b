using System.CommandLine;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Valves;

namespace Strangler.ParallelRun.Valves;

/// <summary><c>valves order</c>: wants something of one valve or many.</summary>
internal static class ValveOrderCommand
{
    public static Command Create()
    {
        Option<string[]> device = new("--device")
        {
            Description = "Whose valve; any number of times.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> file = new("--devices") { Description = "A file with a device in each line." };
        Option<ValvePosition> position = new("--position") { Description = "Where it should be.", Required = true };
        Option<int> litres = RangedOption.Create(
            "--litres", "A day, of a restricted valve.", 0, 0, ValveSetting.MostLitresPerDay);
        Option<Guid?> id = new("--id") { Description = "Names the order: the same again does nothing." };
        Option<string> why = AuditOptions.Why();
        return DeskWork.Create(
            "order", "Open, restrict or close valves. Many at once need another person's approval.",
            [device, file, position, litres, id, why],
            async (database, parsed, who, cancellation) =>
            {
                string[] devices =
                    [.. parsed.GetValue(device) ?? [], .. await LinesAsync(parsed.GetValue(file), cancellation)];
                ValveOrder order = new(
                    parsed.GetValue(id) ?? Guid.CreateVersion7(), devices,
                    new ValveSetting(parsed.GetValue(position), parsed.GetValue(litres)),
                    parsed.GetRequiredValue(why), who);
                return await new ValveDesk(database, TimeProvider.System).OrderAsync(order, cancellation);
            });
    }

    private static async Task<IEnumerable<string>> LinesAsync(string? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return [];
        }

        List<string> lines = [];
        try
        {
            await foreach (string line in File.ReadLinesAsync(file, cancellation))
            {
                if (line.Trim() is { Length: > 0 } device)
                {
                    lines.Add(device);
                }

                if (lines.Count > ValveOrder.MostDevices)
                {
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be read: {failure.Message}");
        }

        return lines;
    }
}
