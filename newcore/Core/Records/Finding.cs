namespace Strangler.Core.Records;

/// <summary>What the records say to a question.</summary>
/// <param name="Facts">Null unless they are <see cref="FindingState.Known"/>.</param>
public readonly record struct Finding<T>(FindingState State, T? Facts)
    where T : class;
