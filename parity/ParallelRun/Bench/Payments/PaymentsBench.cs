using Npgsql;
using Spectre.Console;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>One run: a provider, a gateway, a database of 400,000 contracts; warm up, measure in rounds.</summary>
internal static class PaymentsBench
{
    private const string Actor = "bench";

    public static async Task<int> RunAsync(PaymentsBenchOptions options, CancellationToken cancellation)
    {
        try
        {
            PaymentsFigures figures = await WebhooksAsync(options, cancellation);
            StatementFigures statements = await StatementLoad.MeasureAsync(options.Rows, cancellation);
            return await new PaymentsReport(options, figures, statements).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }

    private static async Task<PaymentsFigures> WebhooksAsync(
        PaymentsBenchOptions options, CancellationToken cancellation)
    {
        await using BenchDatabase database = await BenchDatabase.OpenAsync(Console.Error.WriteLine, cancellation);
        await new CutoverStandings(database.Database).SetDryRunAsync(true, Actor, cancellation);
        int providerPort = FreePort.Next();
        await using BenchProvider provider = await BenchProvider.StartAsync(providerPort, cancellation);
        (ChildProcess gateway, Uri address) = await GatewayAsync(
            database.Connection, provider, providerPort, cancellation);
        await using ChildProcess running = gateway;
        using WebhookLoad load = new(address, provider, database.Database);
        PaymentsFigures figures = await Terminal.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            ProgressTask rounds = progress.AddTask("webhooks", maxValue: options.Rounds + 1);
            await load.FloodAsync(PaymentsBenchOptions.WarmUp, cancellation);
            await load.MeasureAsync(TimeSpan.FromSeconds(2), cancellation);
            rounds.Increment(1);
            List<(TimeSpan, TimeSpan)> floods = [];
            List<double[]> times = [];
            for (int round = 0; round < options.Rounds; round++)
            {
                floods.Add(await load.FloodAsync(options.Webhooks, cancellation));
                times.Add(await load.MeasureAsync(options.Duration, cancellation));
                rounds.Increment(1);
            }

            return new PaymentsFigures(options.Webhooks, floods, times);
        });
        if (provider.Asked < options.Webhooks * options.Rounds)
        {
            throw new CommandFailedException("The provider was not asked again for each charge.");
        }

        return figures;
    }

    private static async Task<(ChildProcess Process, Uri Address)> GatewayAsync(
        string database, BenchProvider provider, int providerPort, CancellationToken cancellation)
    {
        int port = FreePort.Next();
        ChildProcess process = ChildProcess.Start(
            "payments-gateway", BenchTools.Find("dotnet") ?? "dotnet",
            [
                Contenders.GatewayProgram(), "--urls", $"http://127.0.0.1:{port}",
                "--Legacy:Address", $"http://127.0.0.1:{FreePort.Next()}", "--STRANGLER_DB", database,
                "--Routing:LastKnownFile", Path.Combine(Repository.Scratch, "payments-routes.json"),
                "--STRANGLER_PAYMENTS", "conekta",
                "--STRANGLER_PAYMENTS_CONEKTA_URL", $"http://127.0.0.1:{providerPort}",
                "--STRANGLER_PAYMENTS_CONEKTA_KEY", "bench",
                "--STRANGLER_PAYMENTS_CONEKTA_WEBHOOK_KEYS", provider.PublicKey,
            ],
            Repository.Logs);
        await process.WaitForPortAsync(port, cancellation);
        return (process, new Uri($"http://127.0.0.1:{port}"));
    }
}
