using System.CommandLine;
using Npgsql;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Meters;

/// <summary>Plays registered meters: what they send goes to the broker.</summary>
internal static class SimulateCommand
{
    private const int MostMeters = 1_000_000;
    private const int MostDays = 400;

    public static Command Create()
    {
        Option<string?> database = DatabaseOption.Create();
        Option<string?> broker = BrokerOption.Create();
        Option<int> meters = RangedOption.Create(
            "--meters", "At most so many of the registered devices.", 10_000, 1, MostMeters);
        Option<int> days = RangedOption.Create("--days", "Water of so many days until now.", 2, 0, MostDays);
        Option<int> interval = RangedOption.Create(
            "--interval", "Minutes between two readings of a meter.", 60, 1, 1_440);
        Option<int> rate = RangedOption.Create("--rate", "At most so many messages a second.", 5_000, 1, 100_000);
        Option<int> seed = RangedOption.Create("--seed", "The same seed gives the same water.", 1, 0, int.MaxValue);
        Option<bool> live = new("--live") { Description = "Then goes on with the clock until it is ended." };
        Command command = new(
            "simulate", "Plays registered meters: two peaks a day, leaks, stuck, reversed, turning over, late, twice, "
            + "and all at once after an outage.")
        {
            meters, days, interval, rate, seed, live, broker, database,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            SimulationOptions options = new(
                parsed.GetValue(meters), TimeSpan.FromDays(parsed.GetValue(days)),
                TimeSpan.FromMinutes(parsed.GetValue(interval)), parsed.GetValue(rate), parsed.GetValue(seed),
                parsed.GetValue(live));
            MqttOptions mqtt = MqttOptions.At(
                BrokerOption.Value(parsed, broker), BrokerOption.Password, $"simulator-{Guid.NewGuid():N}");
            return await RunAsync(
                options, mqtt, DatabaseOption.Value(parsed, database), parsed.InvocationConfiguration.Output,
                cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        SimulationOptions options, MqttOptions mqtt, string connection, TextWriter output,
        CancellationToken cancellation)
    {
        try
        {
            await using Database database = Database.Open(connection, "strangler meters");
            await using MqttSender sender = new(mqtt, TimeProvider.System);
            MeterSimulation simulation = await MeterSimulation.OpenAsync(
                database, options, TimeProvider.System, cancellation);
            await simulation.RunAsync(sender, output, cancellation);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is MqttException or FormatException or NpgsqlException
            or TimeoutException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
