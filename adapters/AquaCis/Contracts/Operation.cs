namespace Strangler.AquaCis.Contracts;

/// <summary>One of the 121 operations of AquaCIS.</summary>
/// <param name="Index">0 to 120, the same in every process of one version: for arrays instead of look-ups.</param>
/// <param name="Service">The path segment of its service.</param>
/// <param name="Action">The published soapAction; one is wrong, so nothing dispatches on it.</param>
/// <param name="RequestMessage">Name of the published request message.</param>
/// <param name="ResponseMessage">Name of the published reply message.</param>
/// <param name="Keys">Where its request says whose billing group it is about; empty where it never does.</param>
/// <param name="Once">What makes a command's request the same one sent again; null for a query.</param>
public sealed record Operation(
    int Index, string Service, string Name, OperationKind Kind, string Action, WireElement Request,
    WireElement Response, string RequestMessage, string ResponseMessage, IReadOnlyList<FaultContract> Faults,
    IReadOnlyList<GroupKeyPath> Keys, OnceRule? Once)
{
    public override string ToString() => $"{Service}.{Name}";
}
