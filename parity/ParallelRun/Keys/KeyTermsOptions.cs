using System.CommandLine;
using System.CommandLine.Parsing;
using Strangler.Core.Access;
using Strangler.Postgres.Keys;

namespace Strangler.ParallelRun.Keys;

/// <summary>What a new key is to be good for.</summary>
internal sealed class KeyTermsOptions
{
    /// <summary>What a viewer was called before there were roles.</summary>
    private const string Viewer = "viewer";

    private readonly Option<string> _role = new("--role")
    {
        Description = $"What its holder does: {string.Join(", ", RoleText.All)}.",
        DefaultValueFactory = _ => Role.Admin.Text(),
    };

    private readonly Option<string[]> _scopes = new("--scope")
    {
        Description = "Only these of what the role allows, such as debts.read.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _days = Whole("--days", "Good for so many days; without it, until it is revoked.");

    private readonly Option<int?> _perSecond = Whole(
        "--per-second", "Requests a second that one gateway takes of it; without it, the gateway's setting.");

    private readonly Option<int?> _perDay = Whole(
        "--per-day", "Requests in 24 hours that one gateway takes of it; without it, the gateway's setting.");

    public KeyTermsOptions()
    {
        _role.Validators.Add(result => RefuseUnknown(
            result, text => text == Viewer || RoleText.Read(text) is not null,
            $"A role is one of {string.Join(", ", RoleText.All)}."));
        _scopes.Validators.Add(result => RefuseUnknown(
            result, Scopes.IsKnown, $"A scope is one of {string.Join(", ", Scopes.All)}."));
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_role, _scopes, _days, _perSecond, _perDay])
        {
            command.Add(option);
        }
    }

    public ApiKeyTerms Read(ParseResult parsed, DateTimeOffset now) => new(
        RoleText.Read(parsed.GetRequiredValue(_role)) ?? Role.Reader,
        parsed.GetValue(_scopes) is { Length: > 0 } scopes ? scopes : null,
        parsed.GetValue(_days) is { } days ? now.AddDays(days) : null,
        parsed.GetValue(_perSecond), parsed.GetValue(_perDay));

    private static Option<int?> Whole(string name, string description)
    {
        Option<int?> option = new(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (!int.TryParse(result.Tokens.SingleOrDefault()?.Value, out int value) || value is < 1 or > 10_000_000)
            {
                result.AddError($"{name} is a whole number from 1.");
            }
        });
        return option;
    }

    private static void RefuseUnknown(OptionResult result, Func<string, bool> isKnown, string message)
    {
        if (!result.Tokens.All(token => isKnown(token.Value)))
        {
            result.AddError(message);
        }
    }
}
