using Strangler.Cfdi.Documents;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>A document made up for trials.</summary>
/// <param name="Kind">Type and shape: I-pue, P-several, ...; part of file names.</param>
internal sealed record SampleDocument(string Kind, CfdiDocument Document);
