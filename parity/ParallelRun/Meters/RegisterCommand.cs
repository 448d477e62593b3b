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
            DefaultValueFactory = _ => NewDevice.UsualTurn,
        };
        Option<bool> valve = new("--valve")
        {
            Description = "They have valves that can be commanded; also says so of a --device registered before.",
        };
        Option<long?> flow = new("--highest-flow")
        {
            Description = "Litres an hour that can pass --device; also of one that is registered already. Else 25,000.",
        };
        Option<string> who = new("--by") { Description = "Who says so.", DefaultValueFactory = _ => "operator" };
        Command command = new(
            "register", "Registers the extract's remotely read meters by their serial number, or one device.")
        {
            all, device, contract, turns, flow, valve, who, database,
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

                    int added = await registration.FromExtractAsync(
                        by, parsed.GetValue(all), parsed.GetValue(valve), cancellation);
                    await output.WriteLineAsync($"{added:N0} meters registered.");
                    return ExitCode.Done;
                }

                Check(name, parsed.GetValue(contract), parsed.GetValue(turns), highest);
                NewDevice one = new(name, new ContractNumber(parsed.GetValue(contract)!.Value))
                {
                    TurnsAt = parsed.GetValue(turns),
                    HighestFlow = highest ?? MeterSizes.UnknownFlow,
                    HasValve = parsed.GetValue(valve),
                };
                if (await registration.AddAsync(one, by, cancellation))
                {
                    await output.WriteLineAsync($"{name} is registered.");
                    return ExitCode.Done;
                }

                return await ChangeAsync(registration, one, highest, output, cancellation);
            },
            cancellation));
        return command;
    }

    /// <summary>Of a device that is there: what was said besides of it.</summary>
    private static async Task<int> ChangeAsync(
        DeviceRegistration registration, NewDevice said, long? highestFlow, TextWriter output,
        CancellationToken cancellation)
    {
        bool hasValve = said.HasValve && await registration.AddValveAsync(said.Device, said.Contract, cancellation);
        bool isSet = highestFlow is { } litres
            && await registration.SetHighestFlowAsync(said.Device, said.Contract, litres, cancellation);
        if (hasValve)
        {
            await output.WriteLineAsync($"{said.Device} has a valve.");
        }

        if (isSet)
        {
            await output.WriteLineAsync($"{highestFlow:N0} litres an hour can pass {said.Device} from now on.");
        }

        if (hasValve || isSet)
        {
            return ExitCode.Done;
        }

        await output.WriteLineAsync($"{said.Device} is registered already, or there is no such contract.");
        return ExitCode.Failed;
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
