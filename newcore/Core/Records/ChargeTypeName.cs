namespace Strangler.Core.Records;

/// <summary>Something that is charged for in a service area: water, sewerage, ...</summary>
public sealed record ChargeTypeName(short ServiceArea, short Id, short Position, string Name);
