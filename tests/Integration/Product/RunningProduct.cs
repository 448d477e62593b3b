using Microsoft.AspNetCore.Builder;
using Strangler.AquaCis.StandIn;
using Strangler.Gateway;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Product;

/// <summary>
/// The product as a user starts it, on free ports of the loopback: a stand-in AquaCIS on the sample extract, the
/// gateway in front of it, and a relay between the two that keeps what the gateway sent on.
/// </summary>
public sealed class RunningProduct : IAsyncLifetime
{
    private StandInServer? _legacy;
    private RecordingRelay? _relay;
    private WebApplication? _gateway;

    internal static StandInOptions LegacyOptions => LegacyOptionsAt(new StillClock());

    /// <summary>Legacy's.</summary>
    internal TimeProvider Clock { get; init; } = new StillClock();

    /// <summary>Without a slash at the end.</summary>
    internal string GatewayUrl => _gateway!.Urls.Single().TrimEnd('/');

    internal Uri LegacyAddress => _legacy!.Address;

    internal RecordingRelay Relay => _relay!;

    internal static StandInOptions LegacyOptionsAt(TimeProvider clock) => new()
    {
        ExtractDirectory = RepositoryPlaces.SampleExtract,
        Clock = clock,
    };

    public async ValueTask InitializeAsync()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        _legacy = await StandInServer.StartAsync(LegacyOptionsAt(Clock), cancellation);
        _relay = await RecordingRelay.StartAsync(_legacy.Address, cancellation);
        _gateway = GatewayHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Legacy:Address={_relay.Address}", .. RunningGateway.Silent]);
        await _gateway.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? part in new IAsyncDisposable?[] { _gateway, _relay, _legacy })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }
}
