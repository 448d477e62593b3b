using System.CommandLine;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Postgres.Cfdi.Setup;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>
/// Who issues and with which certificates: options, else the environment. None is there unless given.
/// </summary>
/// <param name="read">The environment.</param>
internal sealed class IssuerOptions(Func<string, string?> read)
{
    private readonly CsdOptions _csd = new(read);
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "The issuer's profile, a JSON file (docs/cfdi.md); without it, STRANGLER_CFDI_PROFILE, else "
            + "STRANGLER_CFDI_RFC, _NAME, _REGIME, _POSTAL_CODE.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        _csd.AddTo(command);
    }

    /// <exception cref="FormatException">There is none, or it is none.</exception>
    public Task<IssuerProfile> ProfileAsync(ParseResult parsed, CancellationToken cancellation) =>
        new IssuerSetup(read).ProfileAsync(parsed.GetValue(_profile), cancellation);

    /// <summary>To be disposed.</summary>
    /// <exception cref="CommandFailedException">There is no certificate, or none can seal now.</exception>
    public Task<CsdRing> RingAsync(ParseResult parsed, CancellationToken cancellation) =>
        _csd.RingAsync(parsed, TimeProvider.System.GetUtcNow(), cancellation);
}
