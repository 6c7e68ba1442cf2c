import FeatureStore
import Ingestion
import Ledger
import MQTT
import Parquet
import Pipeline
import Registry

/// What a failed command tells the shell, after the numbers of sysexits.h.
enum ExitStatus: Int32 {
    case failed = 1
    case badData = 65
    case serviceAway = 69
    case tryAgain = 75
    case badConfiguration = 78

    /// Nil for errors that are not this program's own, such as a wrong option.
    init?(of error: any Error) {
        switch error {
        case let error as PipelineError: self = error.isBadData ? .badData : .failed
        case let error as IngestionError: self = error.isBadData ? .badData : .failed
        case let error as LedgerError: self = error.isTransient ? .tryAgain : .failed
        case let error as FeatureStoreError: self = error.isBadData ? .badData : .failed
        case is RegistryError, is ParquetError, is ChampionRefusal: self = .failed
        case let error as OnlineStoreError: self = error.isAway ? .serviceAway : .failed
        case is TrainingUnderWay: self = .tryAgain
        case is SettingsError: self = .badConfiguration
        case let error as MQTTError: self = error.isTransient ? .serviceAway : .badConfiguration
        case is ListeningError, is MachineDeliveryError: self = .serviceAway
        default: return nil
        }
    }
}
