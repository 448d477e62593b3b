namespace Strangler.Core.Records;

/// <summary>Makes findings.</summary>
public static class Findings
{
    public static Finding<T> Known<T>(T facts)
        where T : class => new(FindingState.Known, facts);

    /// <param name="state">Why there are none.</param>
    public static Finding<T> None<T>(FindingState state)
        where T : class => new(state, null);
}
