namespace Strangler.AquaCis.Translation;

/// <summary>Who answers an operation.</summary>
internal sealed record NativeHandler(
    string Service, string Operation, Func<NativeCall, ValueTask<NativeOutcome>> Handler);
