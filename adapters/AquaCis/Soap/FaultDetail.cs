using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>A declared fault's detail.</summary>
public sealed record FaultDetail(WireElement Element, Action<RecordWriter> Fill)
{
    /// <summary>The detail of the fault that the operation declares, or null where it declares none.</summary>
    public static FaultDetail? Of(Operation operation, Action<RecordWriter> fill) =>
        operation.Faults is [FaultContract declared, ..] ? new FaultDetail(declared.Detail, fill) : null;
}
