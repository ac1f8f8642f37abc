// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Sends messages to Ethereum as the system of zkSync Era does.
contract EraMessenger {
    event L1MessageSent(address indexed sender, bytes32 indexed hash, bytes message);

    function sendToL1(bytes calldata message) external returns (bytes32 hash) {
        hash = keccak256(message);
        emit L1MessageSent(msg.sender, hash, message);
    }
}

/// The coin of zkSync Era.
contract EraCoins {
    event Withdrawal(address indexed l2Sender, address indexed l1Receiver, uint256 amount);

    EraMessenger private constant MESSENGER = EraMessenger(0x0000000000000000000000000000000000008008);
    bytes4 private constant FINALIZE = bytes4(keccak256("finalizeEthWithdrawal(uint256,uint256,uint16,bytes,bytes32[])"));

    function withdraw(address to) external payable {
        MESSENGER.sendToL1(abi.encodePacked(FINALIZE, to, msg.value));
        emit Withdrawal(msg.sender, to, msg.value);
    }

    function withdrawWithMessage(address to, bytes calldata more) external payable {
        MESSENGER.sendToL1(abi.encodePacked(FINALIZE, to, msg.value, msg.sender, more));
    }
}

/// Pays out on Ethereum what messages say, each place of a batch once. It checks no proof of the message.
contract EraExits {
    event EthWithdrawalFinalized(address indexed to, uint256 amount);

    struct Params {
        uint256 chainId;
        uint256 batch;
        uint256 index;
        address sender;
        uint16 place;
        bytes message;
        bytes32[] proof;
    }

    mapping(bytes32 => bool) public isDone;

    function once(uint256 batch, uint256 index) private {
        bytes32 id = keccak256(abi.encode(batch, index));
        require(!isDone[id], "done already");
        isDone[id] = true;
    }

    function pay(bytes calldata message) private returns (address to, uint256 amount) {
        to = address(bytes20(message[4:24]));
        amount = uint256(bytes32(message[24:56]));
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
    }

    function finalizeEthWithdrawal(
        uint256 batch,
        uint256 index,
        uint16,
        bytes calldata message,
        bytes32[] calldata
    ) external {
        once(batch, index);
        (address to, uint256 amount) = pay(message);
        emit EthWithdrawalFinalized(to, amount);
    }

    function finalizeDeposit(Params calldata params) external {
        once(params.batch, params.index);
        (address to, uint256 amount) = pay(params.message);
        bytes memory data = abi.encode(address(0), to, address(0), amount, bytes(""));
        bytes32 assetId = keccak256(abi.encode(1, 0x10004, 1));
        EraRouter(0x8829AD80E425C646DAB305381ff105169FeEcE56).finalizeDeposit(params.chainId, assetId, data);
    }
}

contract EraRouter {
    event DepositFinalizedAssetRouter(uint256 indexed chainId, bytes32 indexed assetId, bytes assetData);

    function finalizeDeposit(uint256 chainId, bytes32 assetId, bytes calldata data) external {
        emit DepositFinalizedAssetRouter(chainId, assetId, data);
    }
}
