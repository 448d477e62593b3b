using Strangler.AquaCis.Translation.Payments;
using Strangler.Core.Access;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Keys;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>
/// A database without routes, so that all is passed on, and that of <c>bench gateway</c>, whose payments are taken
/// natively; a key to each, revoked in the end.
/// </summary>
internal sealed class RestDatabases : IAsyncDisposable
{
    private const string Bare = "strangler_bench_rest";
    private const string Actor = "bench";
    private readonly string _name = $"bench-{Guid.NewGuid():N}";
    private readonly Database _bare;

    private RestDatabases(BenchDatabase routed, string bare) =>
        (Routed, BareConnection, _bare) = (routed, bare, Database.Open(bare, "strangler bench"));

    public BenchDatabase Routed { get; }

    public string BareConnection { get; }

    public string RoutedKey { get; private set; } = "";

    public string BareKey { get; private set; } = "";

    public static async Task<RestDatabases> OpenAsync(CancellationToken cancellation)
    {
        BenchDatabase routed = await BenchDatabase.OpenAsync(Console.Error.WriteLine, cancellation);
        RestDatabases databases = new(routed, await BenchDatabase.CreateAsync(Bare, cancellation));
        await new Migrator(databases._bare).MigrateAsync(cancellation);
        databases.RoutedKey = await databases.AddKeyAsync(routed.Database, cancellation);
        databases.BareKey = await databases.AddKeyAsync(databases._bare, cancellation);
        await new CutoverStandings(routed.Database).SetDryRunAsync(true, Actor, cancellation);
        RouteScope payments = new(CollectionJson.Operation.Service, CollectionJson.Operation.Name, null);
        RouteChangeOutcome outcome = await new RouteStore(routed.Database).ApplyAsync(
            new RouteChangeSet([new RouteChange.Set(payments, "native")], Actor, Actor), cancellation);
        return outcome is RouteChangeOutcome.Applied
            ? databases
            : throw new CommandFailedException($"The bench's route of payments was not set: {outcome}");
    }

    public async ValueTask DisposeAsync()
    {
        await new ApiKeyStore(Routed.Database).RevokeAsync(_name, Actor, CancellationToken.None);
        await new ApiKeyStore(_bare).RevokeAsync(_name, Actor, CancellationToken.None);
        await _bare.DisposeAsync();
        await Routed.DisposeAsync();
    }

    private async Task<string> AddKeyAsync(Database database, CancellationToken cancellation) =>
        (await new ApiKeyStore(database).AddAsync(_name, Role.Admin, Actor, cancellation))!.Reveal();
}
