// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Sends and relays as the messengers of the OP stack do: the same events, the same hash of a message.
contract OpMessenger {
    event SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit);
    event SentMessageExtension1(address indexed sender, uint256 value);
    event RelayedMessage(bytes32 indexed msgHash);
    event FailedRelayedMessage(bytes32 indexed msgHash);

    uint240 private nonce;

    function sendMessage(address target, bytes calldata message, uint32 gasLimit) external payable {
        emit SentMessage(target, msg.sender, message, (1 << 240) | uint256(nonce), gasLimit);
        emit SentMessageExtension1(msg.sender, msg.value);
        nonce++;
    }

    function relayMessage(
        uint256 messageNonce,
        address sender,
        address target,
        uint256 value,
        uint256 gasLimit,
        bytes calldata message
    ) external payable {
        bytes32 hash = keccak256(
            abi.encodeWithSelector(this.relayMessage.selector, messageNonce, sender, target, value, gasLimit, message)
        );
        (bool done, ) = target.call{value: value}(message);
        if (done) emit RelayedMessage(hash);
        else emit FailedRelayedMessage(hash);
    }
}

/// Takes coins in and pays them out as the standard bridges of the OP stack do.
contract OpBridge {
    event ETHBridgeFinalized(address indexed from, address indexed to, uint256 amount, bytes extraData);

    function bridgeETHTo(OpMessenger messenger, address other, address to) external payable {
        bytes memory message = abi.encodeWithSelector(
            this.finalizeBridgeETH.selector,
            msg.sender,
            to,
            msg.value,
            bytes("")
        );
        messenger.sendMessage{value: msg.value}(other, message, 200000);
    }

    function finalizeBridgeETH(address from, address to, uint256 amount, bytes calldata extraData) external payable {
        require(amount == msg.value);
        emit ETHBridgeFinalized(from, to, amount, extraData);
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
    }
}

/// Withdrawals and deposits without a messenger, as the OP stack tells them.
contract OpPasser {
    event MessagePassed(
        uint256 indexed nonce,
        address indexed sender,
        address indexed target,
        uint256 value,
        uint256 gasLimit,
        bytes data,
        bytes32 withdrawalHash
    );
    event WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success);
    event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData);

    struct Withdrawal {
        uint256 nonce;
        address sender;
        address target;
        uint256 value;
        uint256 gasLimit;
        bytes data;
    }

    uint256 private nonce;

    function initiateWithdrawal(address target, uint256 gasLimit, bytes calldata data) external payable {
        bytes32 hash = keccak256(abi.encode(nonce, msg.sender, target, msg.value, gasLimit, data));
        emit MessagePassed(nonce, msg.sender, target, msg.value, gasLimit, data, hash);
        nonce++;
    }

    function finalizeWithdrawalTransaction(Withdrawal calldata t) external payable {
        bytes32 hash = keccak256(abi.encode(t.nonce, t.sender, t.target, t.value, t.gasLimit, t.data));
        (bool done, ) = t.target.call{value: t.value}(t.data);
        emit WithdrawalFinalized(hash, done);
    }

    function depositTransaction(address to, uint256 value, uint64 gasLimit, bool creation, bytes calldata data)
        external
        payable
    {
        bytes memory opaque = abi.encodePacked(msg.value, value, gasLimit, creation, data);
        emit TransactionDeposited(msg.sender, to, 0, opaque);
    }
}
