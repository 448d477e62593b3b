using System.CommandLine;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>Who issues and with which certificate: options, else the environment. None is there unless given.</summary>
internal sealed class IssuerOptions
{
    private const string ProfileVariable = "STRANGLER_CFDI_PROFILE";

    private readonly CsdOptions _csd = new();
    private readonly Option<string?> _profile = new("--profile")
    {
        Description = $"The issuer's profile, a JSON file (docs/cfdi.md); without it, {ProfileVariable}, else "
            + "STRANGLER_CFDI_RFC, _NAME, _REGIME, _POSTAL_CODE.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        _csd.AddTo(command);
    }

    /// <exception cref="CommandFailedException">There is none.</exception>
    public async Task<IssuerProfile> ProfileAsync(ParseResult parsed, CancellationToken cancellation) =>
        await FileAsync(parsed, cancellation) with { Authorities = AuthoritiesOption.Read(null) };

    private Task<IssuerProfile> FileAsync(ParseResult parsed, CancellationToken cancellation) =>
        (parsed.GetValue(_profile) ?? Environment.GetEnvironmentVariable(ProfileVariable)) is { Length: > 0 } path
            ? ProfileFile.ReadAsync(path, cancellation)
            : new ProfileFile(Said("RFC"), Said("NAME"), Said("REGIME"), Said("POSTAL_CODE"))
                .ToProfileAsync(Environment.CurrentDirectory, cancellation);

    /// <summary>To be disposed.</summary>
    /// <exception cref="CommandFailedException">There is no certificate, or it cannot seal now.</exception>
    public async Task<CsdRing> RingAsync(ParseResult parsed, CancellationToken cancellation) =>
        new([await _csd.ReadAsync(parsed, TimeProvider.System.GetUtcNow(), cancellation)]);

    private static string Said(string name)
    {
        string variable = $"STRANGLER_CFDI_{name}";
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } said
            ? said
            : throw new CommandFailedException(
                $"There is no issuer: say --profile, or set {ProfileVariable} or {variable}.");
    }
}
