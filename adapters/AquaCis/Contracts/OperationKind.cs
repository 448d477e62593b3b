namespace Strangler.AquaCis.Contracts;

public enum OperationKind
{
    /// <summary>Reads only; may be asked twice.</summary>
    Query,

    /// <summary>Changes something; runs once.</summary>
    Command,
}
