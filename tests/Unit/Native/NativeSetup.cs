using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Strangler.Core.Accounts;
using Strangler.Gateway.Access.Limits;
using Strangler.Gateway.Native;
using Strangler.Gateway.Native.Accounts;
using Strangler.Gateway.Observability;

namespace Strangler.Tests.Unit.Native;

/// <summary>A native backend with accounts given, without a database.</summary>
internal sealed class NativeSetup : IDisposable
{
    private readonly GatewayMetrics _gateway = new();
    private readonly NativeMetrics _metrics;
    private readonly ConsumerLimits _limits = new(Options.Create(new LimitOptions()));
    private readonly PasswordCheck _check;
    private readonly AccountFeed _accounts;

    /// <param name="accounts">Null where they could not be read yet.</param>
    public NativeSetup(NativeOptions settings, IEnumerable<Account>? accounts)
    {
        IOptions<NativeOptions> options = Options.Create(settings);
        _metrics = new NativeMetrics(_gateway);
        _check = new PasswordCheck(TimeProvider.System, options);
        _accounts = new AccountFeed(null, options, TimeProvider.System, NullLogger<AccountFeed>.Instance);
        if (accounts is not null)
        {
            _accounts.PutInForce(new AccountBook(accounts));
        }

        Guard = new TokenGuard(_accounts, _check, _metrics, _limits, options);
        Backend = new NativeBackend(
            Guard, records: null, _metrics, TimeProvider.System, options, NullLogger<NativeBackend>.Instance);
    }

    public TokenGuard Guard { get; }

    public NativeBackend Backend { get; }

    public string MeterName => _gateway.Meter.Name;

    public void Dispose()
    {
        _accounts.Dispose();
        _limits.Dispose();
        _check.Dispose();
        _gateway.Dispose();
    }
}
