using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.BillComparison;

/// <summary>The native bills of the sample extract as it is.</summary>
public sealed class SoundBills(PostgresCluster cluster) : IAsyncLifetime
{
    public const string Period = "2026-03";

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Bills { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, RepositoryPlaces.SampleExtract);
        await compared.RunAsync(Period);
        Bills = compared.Bills(Period);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
