using System.Collections.Immutable;
using PolicyDsl.Benchmarks.Peers.Workload;

namespace PolicyDsl.Benchmarks.Peers.Engines;

/// <summary>What is measured.</summary>
internal enum PeerTask
{
    /// <summary>From the file to the counts of every rule in every area.</summary>
    FileToCensus,

    /// <summary>The same from columns that are loaded already.</summary>
    LoadedToCensus,

    /// <summary>From the file to all that `run --by area` tells: decisions, conflicts, open rules and for want of what.</summary>
    FileToRun,

    LoadedToRun,

    /// <summary>From loaded columns, for how many incidents the person has at least two violent ones in the 365 days before.</summary>
    History,

    /// <summary>The policy alone, from loaded columns, as `compare` decides it.</summary>
    OneJointly,

    /// <summary>Its ten variants at once.</summary>
    TenVariants,

    /// <summary>The first rows one after another, as objects that are made already.</summary>
    RowByRow,
}

/// <summary>What an engine found, to be compared with what the others found: texts that have to be equal.</summary>
/// <param name="Cost">How long it took.</param>
/// <param name="Census">Counts by rule and area, or null where the task gives others.</param>
/// <param name="Counts">Other counts.</param>
internal sealed record PeerMeasurement(PeerCost Cost, Census? Census, ImmutableArray<long> Counts);

/// <summary>A program that can do some of the tasks. Made ready before anything is measured.</summary>
internal interface IPeer : IDisposable
{
    string Name { get; }

    /// <summary>Starts and loads; says in the table what it is.</summary>
    /// <exception cref="PeerException">It is not to be had here.</exception>
    void Prepare();

    bool Can(PeerTask task);

    PeerMeasurement Run(PeerTask task);
}
