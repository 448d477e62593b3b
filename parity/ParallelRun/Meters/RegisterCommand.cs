using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary>Says which device is the meter of which contract.</summary>
internal static class RegisterCommand
{
    public static Command Create()
    {
        Option<string?> database = DatabaseOption.Create();
        Option<bool> all = new("--all") { Description = "Also meters that the extract does not call remotely read." };
        Option<string?> device = new("--device") { Description = "One device that the extract does not know." };
        Option<int?> contract = new("--contract") { Description = "Of --device." };
        Option<long> turns = new("--turns-at")
        {
            Description = "Litres at which the count of --device turns to zero.",
            DefaultValueFactory = _ => DeviceRegistration.UsualTurn,
        };
        Option<long?> flow = new("--highest-flow")
        {
            Description = "Litres an hour that can pass --device; also of one that is registered already. Else 25,000.",
        };
        Option<string> who = new("--by") { Description = "Who says so.", DefaultValueFactory = _ => "operator" };
        Command command = new(
            "register", "Registers the extract's remotely read meters by their serial number, or one device.")
        {
            all, device, contract, turns, flow, who, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (opened, output) =>
            {
                DeviceRegistration registration = new(opened);
                string by = parsed.GetRequiredValue(who);
                long? highest = parsed.GetValue(flow);
                if (parsed.GetValue(device) is not { } name)
                {
                    if (highest is not null)
                    {
                        throw new CommandFailedException("--highest-flow needs --device.");
                    }

                    int added = await registration.FromExtractAsync(by, parsed.GetValue(all), cancellation);
                    await output.WriteLineAsync($"{added:N0} meters registered.");
                    return ExitCode.Done;
                }

                Check(name, parsed.GetValue(contract), parsed.GetValue(turns), highest);
                ContractNumber of = new(parsed.GetValue(contract)!.Value);
                bool isNew = await registration.AddAsync(
                    name, of, parsed.GetValue(turns), highest ?? MeterSizes.UnknownFlow, DateTimeOffset.UnixEpoch, by,
                    cancellation);
                bool isSet = !isNew && highest is { } litres
                    && await registration.SetHighestFlowAsync(name, of, litres, cancellation);
                await output.WriteLineAsync(isNew ? $"{name} is registered."
                    : isSet ? $"{highest:N0} litres an hour can pass {name} from now on."
                    : $"{name} is registered already, or there is no such contract.");
                return isNew || isSet ? ExitCode.Done : ExitCode.Failed;
            },
            cancellation));
        return command;
    }

    private static void Check(string device, int? contract, long turnsAt, long? highestFlow)
    {
        if (contract is null)
        {
            throw new CommandFailedException("--device needs --contract.");
        }

        if (device.Length is 0 or > MeterSample.LongestDevice)
        {
            throw new CommandFailedException($"A device has 1 to {MeterSample.LongestDevice} characters.");
        }

        if (highestFlow is < 1 or > 100_000_000)
        {
            throw new CommandFailedException("--highest-flow must be 1 to 100,000,000 litres an hour.");
        }

        if (turnsAt is < 1_000 or > 1_000_000_000_000)
        {
            throw new CommandFailedException("--turns-at must be 1,000 to 1,000,000,000,000 litres.");
        }
    }
}
