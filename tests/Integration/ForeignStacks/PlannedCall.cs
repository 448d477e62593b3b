using System.Collections.Immutable;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>One call that every foreign stack makes, and what it must read in the answer.</summary>
/// <param name="Service">Path segment.</param>
/// <param name="Arguments">JSON, by the request's element names.</param>
internal sealed record PlannedCall(string Service, string Operation, string Arguments)
{
    public const string Reply = "reply";
    public const string Fault = "fault";

    /// <summary>How it must end.</summary>
    public string Expect { get; private init; } = Reply;

    /// <summary>Whether it carries a UsernameToken.</summary>
    public bool Secured { get; private init; }

    public ImmutableArray<Expectation> Expectations { get; private init; } = [];

    /// <summary>With a WS-Security UsernameToken.</summary>
    public PlannedCall WithToken() => this with { Secured = true };

    /// <param name="path">Below the reply's return element.</param>
    /// <param name="value">Null: nothing there.</param>
    public PlannedCall Gives(string path, object? value) =>
        Expecting(path, value is null ? null : FormattableString.Invariant($"{value}"), isPattern: false);

    public PlannedCall GivesLike(string path, string pattern) => Expecting(path, pattern, isPattern: true);

    public PlannedCall GivesMany(string list, int count) => Gives(list + ".#", count);

    /// <summary>The stack reports it as its own kind of fault, with this faultstring.</summary>
    public PlannedCall Faults(string pattern) => (this with { Expect = Fault }).GivesLike("string", pattern);

    private PlannedCall Expecting(string path, string? value, bool isPattern) =>
        this with { Expectations = [.. Expectations, new Expectation(path, value, isPattern)] };
}
