using System.CommandLine;
using System.CommandLine.Parsing;
using Strangler.Gateway.Routing;

namespace Strangler.ParallelRun.Routes;

/// <summary>What a change is about. Several operations and groups make a change of each with each.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string?> _service = new("--service") { Description = "All operations of this service." };

    private readonly Option<string[]> _operations = new("--operation")
    {
        Description = "This operation; may be said several times. Service.operation where two services have it.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _groups = new("--group")
    {
        Description = "This billing group, like 1/M08; may be said several times.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _everything = new("--everything")
    {
        Description = "All operations of all groups; said on purpose, so that it is not the result of a slip.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_service);
        command.Options.Add(_operations);
        command.Options.Add(_groups);
        command.Options.Add(_everything);
        command.Validators.Add(RequireOne);
    }

    public IReadOnlyList<RouteRequest> Read(ParseResult parsed, RouteAction action, string? mode) =>
    [
        .. from operation in OrNull(parsed.GetValue(_operations))
        from @group in OrNull(parsed.GetValue(_groups))
        select new RouteRequest(action, parsed.GetValue(_service), operation, @group, mode),
    ];

    private void RequireOne(CommandResult result)
    {
        bool narrow = result.GetResult(_service) is not null || result.GetResult(_operations) is not null
            || result.GetResult(_groups) is not null;
        if (narrow == (result.GetResult(_everything) is not null))
        {
            result.AddError("Say what it is about: --operation, --service, --group, or --everything alone.");
        }
    }

    private static string?[] OrNull(string[]? values) =>
        values is { Length: > 0 } ? values : new string?[] { null };
}
