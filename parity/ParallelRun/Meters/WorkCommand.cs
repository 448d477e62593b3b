using System.CommandLine;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Meters;

/// <summary>A worker of its own: takes readings beside the gateways, or in their place.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        Option<string?> database = DatabaseOption.Create();
        Option<string?> broker = BrokerOption.Create();
        Option<string> worker = new("--worker")
        {
            Description = "Of this worker alone, and the same after a restart: the broker keeps its messages.",
            Required = true,
        };
        Option<string> group = new("--group")
        {
            Description = "Workers of a group share what comes; empty: this one takes everything.",
            DefaultValueFactory = _ => "strangler",
        };
        Command command = new("work", "Takes readings from the broker until it is ended.")
        {
            worker, group, broker, database,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            MetersOptions meters = new()
            {
                Broker = BrokerOption.Value(parsed, broker),
                Password = BrokerOption.Password,
                Worker = parsed.GetRequiredValue(worker),
                Group = parsed.GetRequiredValue(group) is { Length: > 0 } named ? named : null,
            };
            return await RunAsync(
                meters, DatabaseOption.Value(parsed, database), parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        MetersOptions meters, string connection, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using Database database = Database.Open(connection, "strangler meters");
            await new Migrator(database).MigrateAsync(cancellation);
            using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole());
            MeterSessions sessions = new(
                MeterConnection.Of(meters, notice => output.WriteLine(notice.Text)), database, meters.Worker,
                new WorkTally(output, TimeProvider.System), TimeProvider.System, loggers);
            await sessions.RunAsync(cancellation);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is MqttException or MigrationException or FormatException
            or NpgsqlException or TimeoutException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }
}
